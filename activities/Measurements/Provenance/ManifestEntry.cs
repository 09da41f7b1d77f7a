namespace Pipeline.Activities.Measurements.Provenance;

/// <summary>One operation whose results lie in the folder.</summary>
/// <param name="Operation"><c>unify</c>, <c>postprocess</c> or <c>expand</c>.</param>
/// <param name="Arguments">Its options by name.</param>
/// <param name="ToolVersion">Version of this software.</param>
/// <param name="Device">Device type, if known.</param>
/// <param name="SourceWorldSize">Ranks of the sources; null when sets of several sizes were read.</param>
/// <param name="WorldSize">Ranks of the results; null when sets of several sizes were written.</param>
/// <param name="Sources">Files read.</param>
/// <param name="Outputs">Files written.</param>
public sealed record ManifestEntry(
    string Operation,
    IReadOnlyDictionary<string, string> Arguments,
    string ToolVersion,
    string? Device,
    int? SourceWorldSize,
    int? WorldSize,
    IReadOnlyList<ManifestFile> Sources,
    IReadOnlyList<ManifestFile> Outputs);
