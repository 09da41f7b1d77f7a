namespace Pipeline.Activities.Measurements;

/// <summary>The files of ranks 0 … n − 1 that differ in nothing but <c>LocalRank</c> and some nodes.</summary>
/// <param name="Common">What they share; its <c>LocalRank</c> only holds the place.</param>
/// <param name="Count">Number of ranks.</param>
/// <param name="Differs">Whether a node differs between ranks.</param>
/// <param name="NodeOf">Such a node as a rank has it.</param>
internal sealed record RankFamily(MeasurementFile Common, int Count, Predicate<MeasurementNode> Differs, Func<MeasurementNode, int, MeasurementNode> NodeOf);
