namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>A reason to refuse a request.</summary>
/// <param name="Concerns">The option at fault, e.g. <c>-t</c>.</param>
/// <param name="Message">What is wrong, with the value.</param>
/// <param name="Remedy">What to give instead.</param>
public sealed record Fault(string Concerns, string Message, string Remedy)
{
    /// <summary>Message and remedy as one text.</summary>
    public override string ToString() => $"{Message} {Remedy}";
}

/// <summary>What is wrong, and what is doubtful, about a request: everything at once.</summary>
/// <param name="Faults">Reasons to refuse it.</param>
/// <param name="Warnings">What the user should know although it can run.</param>
public sealed record Validation(IReadOnlyList<Fault> Faults, IReadOnlyList<string> Warnings)
{
    /// <summary>Whether the request can run.</summary>
    public bool IsValid => Faults.Count == 0;
}
