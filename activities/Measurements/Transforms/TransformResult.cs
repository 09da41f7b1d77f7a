namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>What a transform did.</summary>
/// <param name="Operation"><c>unify</c>, <c>postprocess</c> or <c>expand</c>.</param>
/// <param name="Folder">Folder of the results.</param>
/// <param name="Files">Names of the files written there, manifest included.</param>
/// <param name="Removed">Names of scale files that were removed there, because they belonged to other measurements and would win over these.</param>
/// <param name="Groups">Ranks of source files that became one result each; for postprocess and expand one group a result.</param>
/// <param name="Nodes">Nodes of the first result.</param>
/// <param name="ChangedLayers">Layers that postprocess changed in the first result; 0 otherwise.</param>
/// <param name="Device">Device type, if known.</param>
/// <param name="Warnings">What a person should look at; the results are valid all the same.</param>
public sealed record TransformResult(
    string Operation,
    string Folder,
    IReadOnlyList<string> Files,
    IReadOnlyList<string> Removed,
    IReadOnlyList<IReadOnlyList<int>> Groups,
    int Nodes,
    int ChangedLayers,
    string? Device,
    IReadOnlyList<string> Warnings);
