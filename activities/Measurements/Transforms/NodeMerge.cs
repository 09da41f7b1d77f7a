using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>Merges one node of a later rank into what the ranks before gave: maxima, element by element.</summary>
internal static class NodeMerge
{
    /// <summary>Maxima of inputs, outputs and weight; other parameters and unknown keys stay those of the first rank.</summary>
    public static MeasurementNode Max(MeasurementNode current, MeasurementNode later, string file) => current with
    {
        Inputs = Max(current.Inputs, later.Inputs, NodeKeys.Inputs, later.Name, file),
        Outputs = Max(current.Outputs, later.Outputs, NodeKeys.Outputs, later.Name, file),
        Parameters = MaxWeight(current, later, file),
    };

    /// <summary>A fused MoE node under expert parallelism: the first value is merged, those per expert are appended.</summary>
    public static MeasurementNode Fused(MeasurementNode current, MeasurementNode later, bool scale, string file) => current with
    {
        Inputs = scale ? Append(current.Inputs, later.Inputs, NodeKeys.Inputs, later.Name, file) : Max(current.Inputs, later.Inputs, NodeKeys.Inputs, later.Name, file),
        Outputs = scale ? Max(current.Outputs, later.Outputs, NodeKeys.Outputs, later.Name, file) : Append(current.Outputs, later.Outputs, NodeKeys.Outputs, later.Name, file),
        Parameters = MaxWeight(current, later, file),
    };

    // The first values merged, then all others, those of the later rank behind.
    private static ImmutableArray<Tensor> Append(ImmutableArray<Tensor> current, ImmutableArray<Tensor> later, string key, string node, string file)
    {
        var all = new Tensor[current.Length + later.Length - 1];
        all[0] = Max(current[0], later[0], $"{key}[0]", node, file);
        current.AsSpan()[1..].CopyTo(all.AsSpan(1));
        later.AsSpan()[1..].CopyTo(all.AsSpan(current.Length));
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    private static ImmutableArray<Tensor> Max(ImmutableArray<Tensor> current, ImmutableArray<Tensor> later, string key, string node, string file)
    {
        if (current.IsDefault && later.IsDefault)
            return default;
        if (current.IsDefault || later.IsDefault || current.Length != later.Length)
            throw Differs($"{Count(later)} {key}", Count(current), node, file);
        var merged = new Tensor[current.Length];
        for (var i = 0; i < merged.Length; i++)
            merged[i] = current[i].Shape.Equals(later[i].Shape) ? current[i].MaxWithLater(later[i]) : Max(current[i], later[i], $"{key}[{i}]", node, file);
        return ImmutableCollectionsMarshal.AsImmutableArray(merged);
    }

    private static ImmutableArray<Parameter> MaxWeight(MeasurementNode current, MeasurementNode later, string file)
    {
        if (current.Weight is null && later.Weight is null)
            return current.Parameters;
        if (current.Weight is null || later.Weight is not { } other)
            throw Differs($"{(later.Weight is null ? "no" : "a")} params.weight", current.Weight is null ? "none" : "one", later.Name, file);
        var merged = Parameter.Weight(Max(current.Weight.Value, other, "params.weight", later.Name, file));
        var parameters = new Parameter[current.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
            parameters[i] = current.Parameters[i].Name == Parameter.WeightName ? merged : current.Parameters[i];
        return ImmutableCollectionsMarshal.AsImmutableArray(parameters);
    }

    private static Tensor Max(Tensor current, Tensor later, string position, string node, string file) =>
        current.Shape.Equals(later.Shape)
            ? current.MaxWithLater(later)
            : throw Differs($"shape {later.Shape} in {position}", current.Shape.ToString(), node, file);

    private static string Count(ImmutableArray<Tensor> tensors) =>
        tensors.IsDefault ? "no" : tensors.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static MeasurementException Differs(string found, string expected, string node, string file) =>
        new($"has {found}, the ranks before it have {expected}.", file, node, "All ranks of one measurement have the same form; check which files belong together.");
}
