using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Activities.Measurements.Inspection;

/// <summary>What a folder of measurements holds.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Device">Device type by manifest or folder name; null if unknown.</param>
/// <param name="Sets">Its sets, measurements first.</param>
/// <param name="Configs">Paths of the INC configurations beside or in the folder that point to it.</param>
/// <param name="Origin">The transforms that wrote here, oldest first.</param>
public sealed record Inspection(
    string Folder, string? Device, IReadOnlyList<SetSummary> Sets, IReadOnlyList<string> Configs, IReadOnlyList<ManifestEntry> Origin);

/// <summary>What one set holds, over all ranks that are there.</summary>
/// <param name="Set">The set.</param>
/// <param name="Bytes">Size of its files.</param>
/// <param name="Samples">Forward calls counted on each rank: fewest and most; null when not recorded.</param>
/// <param name="Nodes">Nodes of the first rank.</param>
/// <param name="Layers">Distinct layer numbers.</param>
/// <param name="Kinds">Nodes of each kind in the first rank.</param>
/// <param name="Experts">Its experts; null for a dense model.</param>
/// <param name="Inputs">Range of the inputs that quantization uses.</param>
/// <param name="Outputs">Range of the outputs that quantization uses.</param>
/// <param name="Weights">Range of the weights.</param>
public sealed record SetSummary(
    MeasurementSet Set,
    long Bytes,
    (long Fewest, long Most)? Samples,
    int Nodes,
    int Layers,
    IReadOnlyList<(NodeKind Kind, int Nodes)> Kinds,
    ExpertSummary? Experts,
    ValueRange Inputs,
    ValueRange Outputs,
    ValueRange Weights);

/// <summary>The experts of a set.</summary>
/// <param name="Layers">MoE layers.</param>
/// <param name="PerRank">Experts that a rank holds a layer.</param>
/// <param name="Total">Experts a layer over all ranks.</param>
/// <param name="Placement">Which ones a rank holds.</param>
/// <param name="Idle">Experts of all layers together that never saw a token; 0 in scale sets.</param>
public sealed record ExpertSummary(int Layers, int PerRank, int Total, ExpertPlacement Placement, int Idle);
