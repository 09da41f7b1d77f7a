using System.Globalization;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>Options of <see cref="Unify"/>; the letters are the official script's.</summary>
public sealed record UnifyOptions : TransformOptions
{
    /// <summary>Number of ranks to unify to: at least 1, a factor of the source's world size and smaller (<c>-r</c>).</summary>
    public required int Ranks { get; init; }

    /// <summary>Whether the model was measured with expert parallelism: experts are renumbered instead of merged (<c>-u</c>).</summary>
    public bool ExpertParallel { get; init; }

    /// <summary>Leaves scale files out, so that INC recalculates them (<c>-s</c>).</summary>
    public bool SkipScales { get; init; }

    /// <summary>
    /// Experts a layer of the whole model (<c>n_routed_experts</c>, <c>num_experts</c> or <c>num_local_experts</c> of its
    /// config.json). When given, <see cref="ExpertParallel"/> is checked against it.
    /// </summary>
    public int? ModelExperts { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>
    {
        ["ranks"] = Ranks.ToString(CultureInfo.InvariantCulture),
        ["expertParallel"] = ExpertParallel ? "true" : "false",
        ["skipScales"] = SkipScales ? "true" : "false",
    };

    /// <inheritdoc/>
    protected override IEnumerable<string> Faults()
    {
        foreach (var fault in base.Faults())
            yield return fault;
        if (Ranks < 1)
            yield return $"The number of ranks to unify to (-r) must be at least 1, not {Ranks}.";
        if (ModelExperts < 1)
            yield return $"The model's number of experts must be at least 1, not {ModelExperts}.";
        if (Ranks >= 1 && WorldSize is { } world && (world <= Ranks || world % Ranks != 0))
            yield return $"-r {Ranks} must be smaller than the world size {world} and divide it.";
    }
}
