using System.Globalization;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>Options of <see cref="Expand"/>.</summary>
public sealed record ExpandOptions : TransformOptions
{
    /// <summary>Number of ranks to expand to; must divide the number of experts (<c>-w</c>).</summary>
    public required int TargetWorldSize { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Describe() =>
        new Dictionary<string, string> { ["targetWorldSize"] = TargetWorldSize.ToString(CultureInfo.InvariantCulture) };

    /// <inheritdoc/>
    protected override IEnumerable<string> Faults()
    {
        foreach (var fault in base.Faults())
            yield return fault;
        if (TargetWorldSize < 1)
            yield return $"The target world size (-w) must be at least 1, not {TargetWorldSize}.";
        if (WorldSize is not (null or 1))
            yield return $"Only measurements unified to one rank can be expanded, not those of {WorldSize}.";
    }
}
