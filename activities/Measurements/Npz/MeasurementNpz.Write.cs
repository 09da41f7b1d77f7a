using System.Numerics;

namespace Pipeline.Activities.Measurements.Npz;

/// <summary>Reads and writes measurement and scale files as the NPZ that INC loads with numpy 1.x and 2.x.</summary>
public static partial class MeasurementNpz
{
    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="file">The values.</param>
    /// <param name="style">Whose file to write: the transforms' or INC's own.</param>
    /// <param name="keepGlobalRank">Whether <c>GlobalRank</c> is the file's (postprocess) or None (unify, expand, INC).</param>
    public static void Write(Stream stream, MeasurementFile file, NpzStyle style = NpzStyle.Rebuilt, bool keepGlobalRank = false) =>
        NpzContainer.Write([stream], members =>
        {
            using var sink = new ByteSink(members[0]);
            var pickle = new PickleWriter(sink);
            pickle.OpenRoot();
            pickle.OpenDict();
            if (style == NpzStyle.Inc && file.NumSamples is { } samples)
                Pair(pickle, "NumSamples", samples);
            Pair(pickle, "GlobalRank", keepGlobalRank ? file.GlobalRank : null);
            Pair(pickle, "LocalRank", file.LocalRank);
            OpenNodes(pickle, file);
            foreach (var node in file.Nodes)
                WriteNode(pickle, node, style);
            Close(pickle);
            sink.Flush();
        });

    /// <summary>Writes the files of several ranks, as the transforms do, each to its stream; the streams stay open.</summary>
    internal static void Write(IReadOnlyList<Stream> streams, RankFamily family, ParallelOptions workers) =>
        NpzContainer.Write(streams, members =>
        {
            using var ranks = new RankStreams(members, workers);
            using var sink = new ByteSink(ranks);
            var pickle = new PickleWriter(sink);
            pickle.OpenRoot();
            pickle.OpenDict();
            Pair(pickle, "GlobalRank", null);
            pickle.Each(ranks, rank => Pair(pickle, "LocalRank", new Number(new BigInteger(rank))));
            OpenNodes(pickle, family.Common);
            foreach (var node in family.Common.Nodes)
            {
                if (family.Differs(node))
                    pickle.Each(ranks, rank => WriteNode(pickle, family.NodeOf(node, rank), NpzStyle.Rebuilt));
                else
                    WriteNode(pickle, node, NpzStyle.Rebuilt);
            }
            Close(pickle);
            sink.Flush();
        });

    private static void OpenNodes(PickleWriter pickle, MeasurementFile file)
    {
        pickle.String("Mode");
        pickle.String(file.Mode);
        pickle.String(MeasurementFile.NodesKey);
        pickle.OpenDict();
    }

    private static void Close(PickleWriter pickle)
    {
        pickle.CloseDict();
        pickle.CloseDict();
        pickle.CloseRoot();
    }

    private static void WriteNode(PickleWriter pickle, MeasurementNode node, NpzStyle style)
    {
        pickle.String(node.Name);
        pickle.OpenDict();
        try
        {
            List(pickle, NodeKeys.Inputs, node.Inputs.AsSpan(), style);
            if (!node.Outputs.IsDefault)
                List(pickle, NodeKeys.Outputs, node.Outputs.AsSpan(), style);
            Parameters(pickle, node, style);
        }
        catch (MeasurementException error) when (error.Node is null)
        {
            throw new MeasurementException(error.Message, node: node.Name, inner: error);
        }
        pickle.CloseDict();
    }

    private static void Parameters(PickleWriter pickle, MeasurementNode node, NpzStyle style)
    {
        if (style == NpzStyle.Inc ? node.Parameters.IsDefault : node.Weight is null)
            return;
        pickle.String(NodeKeys.Params);
        pickle.OpenDict();
        foreach (var parameter in node.Parameters)
        {
            if (style != NpzStyle.Inc && parameter.Name != Parameter.WeightName)
                continue;
            pickle.String(parameter.Name);
            Array(pickle, parameter.Value, style);
        }
        pickle.CloseDict();
    }

    private static void List(PickleWriter pickle, string key, ReadOnlySpan<Tensor> tensors, NpzStyle style)
    {
        pickle.String(key);
        pickle.OpenList();
        foreach (var tensor in tensors)
            Array(pickle, tensor, style);
        pickle.CloseList();
    }

    private static void Array(PickleWriter pickle, Tensor tensor, NpzStyle style) =>
        pickle.Array(tensor, style == NpzStyle.Inc ? Dtype.Float32 : DtypeInference.Of(tensor));

    private static void Pair(PickleWriter pickle, string key, Number? value)
    {
        pickle.String(key);
        if (value is not { } number)
            pickle.None();
        else if (number.IsInteger && number.ToInteger() is var integer && integer >= int.MinValue && integer <= int.MaxValue)
            pickle.Integer((int)integer);
        else
            throw new MeasurementException($"'{key}' must be an integer of 32 bits, but is {number}.");
    }
}
