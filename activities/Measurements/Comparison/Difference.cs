namespace Pipeline.Activities.Measurements.Comparison;

/// <summary>What kind of difference was found.</summary>
public enum DifferenceKind
{
    /// <summary>A number differs by more than the tolerance.</summary>
    Value,

    /// <summary>A tensor has another shape, or a node more or fewer of them.</summary>
    Form,

    /// <summary>Only the first side has it.</summary>
    OnlyInFirst,

    /// <summary>Only the second side has it.</summary>
    OnlyInSecond,
}

/// <summary>One difference between two sides.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="File">File name of the rank, or of what is missing.</param>
/// <param name="Node">Module name; null for whole files.</param>
/// <param name="Position">Where in the node, e.g. <c>inputs[0]</c>; null for whole nodes.</param>
/// <param name="First">What the first side has, as text.</param>
/// <param name="Second">What the second side has, as text.</param>
/// <param name="Relative">
/// Size of a value's difference relative to the larger magnitude, 0 … 2; infinite when one side is NaN or infinite; null for other kinds.
/// </param>
public sealed record Difference(
    DifferenceKind Kind, string File, string? Node, string? Position, string? First, string? Second, double? Relative);

/// <summary>Result of <see cref="Compare"/>.</summary>
/// <param name="First">The first side's path.</param>
/// <param name="Second">The second side's path.</param>
/// <param name="Tolerance">Relative differences up to this count as equal.</param>
/// <param name="Files">Pairs of files compared.</param>
/// <param name="Values">Numbers compared.</param>
/// <param name="Differences">What differs, in file and model order.</param>
public sealed record ComparisonReport(
    string First, string Second, double Tolerance, int Files, long Values, IReadOnlyList<Difference> Differences)
{
    /// <summary>Whether both sides hold the same.</summary>
    public bool AreEqual => Differences.Count == 0;
}
