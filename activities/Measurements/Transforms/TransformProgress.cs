namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>How far a transform is.</summary>
/// <param name="Done">Files read and written so far; the JSON and NPZ of one rank count as one.</param>
/// <param name="Total">Files to read and write.</param>
public readonly record struct TransformProgress(int Done, int Total);
