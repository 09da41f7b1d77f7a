namespace Pipeline.Host.Cli.Measurements;

/// <summary>What <c>measurements unify</c> was asked for.</summary>
/// <param name="Source">Folder of the measurements (<c>-m</c>).</param>
/// <param name="Output">Folder of the result (<c>-o</c>).</param>
/// <param name="Ranks">Ranks of the result (<c>-r</c>).</param>
/// <param name="ExpertParallel">Join the experts of different ranks (<c>-u</c>).</param>
/// <param name="SkipScales">Leave the scale files out (<c>-s</c>).</param>
/// <param name="QuantizeConfig">The source's quantization config, of which the result gets a copy; null = none.</param>
public sealed record UnifyOptions(string Source, string Output, int Ranks, bool ExpertParallel, bool SkipScales, string? QuantizeConfig)
{
    /// <summary>Which set, where the folder holds several.</summary>
    public SetWanted Set { get; init; } = new();

    /// <summary>Experts a layer of the whole model, against which <see cref="ExpertParallel"/> is checked; null = not known.</summary>
    public int? ModelExperts { get; init; }
}

/// <summary>What <c>measurements postprocess</c> was asked for.</summary>
/// <param name="Source">Folder of the measurements (<c>-m</c>).</param>
/// <param name="Output">Folder of the result (<c>-o</c>).</param>
/// <param name="DeepSeek">The model has multi-head latent attention (<c>-d</c>).</param>
/// <param name="QuantizeConfig">The source's quantization config, of which the result gets a copy; null = none.</param>
public sealed record PostprocessOptions(string Source, string Output, bool DeepSeek, string? QuantizeConfig)
{
    /// <summary>Which set, where not all of the folder's are meant.</summary>
    public SetWanted Set { get; init; } = new();
}

/// <summary>What <c>measurements expand</c> was asked for.</summary>
/// <param name="Source">Folder of the measurements (<c>-m</c>).</param>
/// <param name="Output">Folder of the result (<c>-o</c>).</param>
/// <param name="Ranks">Ranks of the result (<c>-w</c>).</param>
/// <param name="QuantizeConfig">The source's quantization config, of which the result gets a copy; null = none.</param>
public sealed record ExpandOptions(string Source, string Output, int Ranks, string? QuantizeConfig)
{
    /// <summary>Which set, where the folder holds several of one rank.</summary>
    public SetWanted Set { get; init; } = new();
}

/// <summary>Names a set of a folder.</summary>
/// <param name="Base">Base of its file names; null = any.</param>
/// <param name="WorldSize">Number of its ranks; null = any.</param>
public sealed record SetWanted(string? Base = null, int? WorldSize = null);

/// <summary>What a transform made.</summary>
/// <param name="Folder">Folder of the result.</param>
/// <param name="Files">Names of the files written, in order.</param>
/// <param name="QuantizeConfig">The result's quantization config; null when none was asked for.</param>
/// <param name="Notes">What the user should know.</param>
public sealed record TransformResult(string Folder, IReadOnlyList<string> Files, string? QuantizeConfig, IReadOnlyList<string> Notes);
