using System.Numerics;

namespace Pipeline.Activities.Measurements.Json;

/// <summary>Reads and writes measurement and scale files as JSON, the latter byte for byte as the official tools do.</summary>
public static partial class MeasurementJson
{
    /// <summary>Writes to a stream, which stays open.</summary>
    public static void Write(Stream stream, MeasurementFile file, JsonLayout layout = JsonLayout.Indented)
    {
        using var sink = new ByteSink(stream);
        var writer = new PythonJsonWriter(sink, layout);
        writer.Open('{');
        foreach (var (key, value) in file.Header)
        {
            writer.Key(key);
            if (key == MeasurementFile.NodesKey)
            {
                writer.Open('{');
                foreach (var node in file.Nodes)
                    WriteNode(writer, node);
                writer.Close('}');
            }
            else
            {
                writer.Value(value);
            }
        }
        writer.Close('}');
        sink.Flush();
    }

    /// <summary>Writes the files of several ranks, indented, each to its stream; the streams stay open.</summary>
    internal static void Write(IReadOnlyList<Stream> streams, RankFamily family, ParallelOptions workers)
    {
        using var ranks = new RankStreams(streams, workers);
        using var sink = new ByteSink(ranks);
        var writer = new PythonJsonWriter(sink, JsonLayout.Indented);
        writer.Open('{');
        foreach (var (key, value) in family.Common.Header)
        {
            writer.Key(key);
            if (key == MeasurementFile.LocalRankKey)
                writer.Each(ranks, rank => writer.Number(new Number(new BigInteger(rank))));
            else if (key == MeasurementFile.NodesKey)
                WriteNodes(writer, ranks, family);
            else
                writer.Value(value);
        }
        writer.Close('}');
        sink.Flush();
    }

    private static void WriteNodes(PythonJsonWriter writer, RankStreams ranks, RankFamily family)
    {
        writer.Open('{');
        foreach (var node in family.Common.Nodes)
        {
            if (family.Differs(node))
                writer.Each(ranks, rank => WriteNode(writer, family.NodeOf(node, rank)));
            else
                WriteNode(writer, node);
        }
        writer.Close('}');
    }

    private static void WriteNode(PythonJsonWriter writer, MeasurementNode node)
    {
        writer.Key(node.Name);
        writer.Open('{');
        foreach (var key in node.Keys)
        {
            writer.Key(key);
            WriteMember(writer, node, key);
        }
        writer.Close('}');
    }

    private static void WriteMember(PythonJsonWriter writer, MeasurementNode node, string key)
    {
        switch (key)
        {
            case NodeKeys.Inputs:
                WriteTensors(writer, node.Inputs.AsSpan());
                break;
            case NodeKeys.Outputs when !node.Outputs.IsDefault:
                WriteTensors(writer, node.Outputs.AsSpan());
                break;
            case NodeKeys.Params when !node.Parameters.IsDefault:
                writer.Open('{');
                foreach (var parameter in node.Parameters)
                {
                    writer.Key(parameter.Name);
                    WriteTensor(writer, parameter.Value);
                }
                writer.Close('}');
                break;
            case NodeKeys.Outputs or NodeKeys.Params:
                writer.Value(null);
                break;
            default:
                writer.Value(node.Unknown![key]);
                break;
        }
    }

    private static void WriteTensors(PythonJsonWriter writer, ReadOnlySpan<Tensor> tensors)
    {
        writer.Open('[');
        foreach (var tensor in tensors)
        {
            writer.Next();
            WriteTensor(writer, tensor);
        }
        writer.Close(']');
    }

    private static void WriteTensor(PythonJsonWriter writer, Tensor tensor)
    {
        if (ReferenceEquals(tensor.Shape, TensorShape.Cell))
        {
            writer.Cell(tensor[0]);
            return;
        }
        var next = 0;
        WriteLevel(writer, tensor, tensor.Shape.Dimensions, ref next);
    }

    private static void WriteLevel(PythonJsonWriter writer, Tensor tensor, ReadOnlySpan<int> dimensions, ref int next)
    {
        if (dimensions.IsEmpty)
        {
            writer.Number(tensor[next++]);
            return;
        }
        writer.Open('[');
        for (var i = 0; i < dimensions[0]; i++)
        {
            writer.Next();
            WriteLevel(writer, tensor, dimensions[1..], ref next);
        }
        writer.Close(']');
    }
}
