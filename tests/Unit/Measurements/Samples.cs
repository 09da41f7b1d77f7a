using CsCheck;
using Pipeline.Activities.Measurements;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>Small made-up models.</summary>
internal static class Samples
{
    /// <summary>Values as INC measures them: bfloat16, not negative.</summary>
    public static readonly Gen<double> Value =
        Gen.Int[0, 0x7F7F].Select(bits => (double)BitConverter.Int32BitsToSingle(bits << 16));

    public static MeasurementNode Dense(string name, double input, double? weight = null) =>
        new(name, [Tensor.Cell(input)], parameters: weight is { } w ? [Parameter.Weight(Tensor.Cell(w))] : default);

    /// <summary>One rank of a model of dense layers whose values come from the list in order.</summary>
    public static MeasurementFile DenseRank(int rank, IReadOnlyList<double> values)
    {
        var nodes = new List<MeasurementNode>();
        for (var i = 0; i + 4 < values.Count; i += 5)
        {
            nodes.Add(Dense($"model.layers.{i}.self_attn.qkv_proj", values[i], values[i + 1]));
            nodes.Add(new($"model.layers.{i}.mlp.down_proj", [Tensor.Cell(values[i + 2])], [Tensor.Cell(values[i + 3]), Tensor.Cell(values[i + 4])]));
        }
        return MeasurementFile.Create(rank, nodes, numSamples: 7);
    }

    /// <summary>One rank of a model of one MoE layer.</summary>
    public static MeasurementFile MoeRank(int rank, int experts, Func<int, double> amax, string path = "model.layers.0.mlp.experts.moe_op")
    {
        var nodes = new List<MeasurementNode>
        {
            Dense("model.layers.0.mlp.gate", 1.5, 0.5),
            new(path, [Tensor.Cell(2)], [Tensor.Cell(3), .. Enumerable.Range(0, experts).Select(e => Tensor.Cell(amax(e)))]),
        };
        foreach (var list in (string[])["w13_list", "w2_list"])
            nodes.AddRange(Enumerable.Range(0, experts).Select(e => Dense($"{path}.{list}.{e}", 0, 0.25 + e)));
        return MeasurementFile.Create(rank, nodes, numSamples: 7);
    }

    public static void WriteSet(string folder, IReadOnlyList<MeasurementFile> ranks, bool modLists = true)
    {
        for (var rank = 0; rank < ranks.Count; rank++)
        {
            var name = MeasurementName.Measurement(rank, ranks.Count);
            MeasurementFiles.WriteAsInc(folder, name, ranks[rank]);
            if (modLists)
                MeasurementFiles.WriteModList(folder, name, ranks[rank].Nodes.Select(node => node.Name));
        }
    }

    public static MeasurementFile Read(string folder, int rank, int world) =>
        MeasurementFiles.Read(Path.Combine(folder, MeasurementName.Measurement(rank, world).FileName));

    public static string Text(string folder, int rank, int world, MeasurementKind kind = MeasurementKind.Json) =>
        File.ReadAllText(Path.Combine(folder, MeasurementName.Measurement(rank, world, kind).FileName));
}
