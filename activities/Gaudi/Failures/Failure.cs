namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>A failure in the user's terms.</summary>
/// <param name="Kind">What sort it is.</param>
/// <param name="Summary">What happened, one sentence with the offending value.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Excerpt">The lines of the log that tell of it; empty when there are none.</param>
public sealed record Failure(FailureKind Kind, string Summary, string Remedy, string Excerpt = "")
{
    /// <summary>Summary and remedy as one text.</summary>
    public override string ToString() => $"{Summary} {Remedy}";
}
