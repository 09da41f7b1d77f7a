namespace Pipeline.Activities.Measurements.Verification;

/// <summary>Result of <see cref="Verify"/>.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Sets">The sets in it, described.</param>
/// <param name="Device">Device type by manifest or folder name, if known.</param>
/// <param name="Findings">Everything found, the worst first.</param>
public sealed record VerifyReport(string Folder, IReadOnlyList<string> Sets, string? Device, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether nothing forbids serving.</summary>
    public bool IsUsable => Findings.All(finding => finding.Severity != Severity.Error);
}
