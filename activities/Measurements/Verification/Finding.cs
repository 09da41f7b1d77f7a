namespace Pipeline.Activities.Measurements.Verification;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; harmless.</summary>
    Note,

    /// <summary>May cost accuracy; a person should look.</summary>
    Warning,

    /// <summary>The measurements must not be served.</summary>
    Error,
}

/// <summary>One thing that verification found.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="File">File or folder, without path.</param>
/// <param name="Node">Module name, if it concerns one.</param>
/// <param name="Message">What is the case.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Finding(Severity Severity, string File, string? Node, string Message, string Remedy);
