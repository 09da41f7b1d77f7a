using Pipeline.Activities.Measurements.Inspection;
using Pipeline.Activities.Measurements.Verification;

namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>All that the page tells.</summary>
/// <param name="Set">What the set holds.</param>
/// <param name="Checks">What verification of the folder found.</param>
/// <param name="Series">Maxima by module and layer.</param>
/// <param name="Experts">Maxima by expert; without layers for dense models.</param>
/// <param name="Inspection">The folder: device type, origin, configurations.</param>
/// <param name="Made">When the page was made.</param>
internal sealed record ReportContent(
    SetSummary Set, VerifyReport Checks, IReadOnlyCollection<LayerSeries> Series, ExpertCoverage Experts, Inspection.Inspection Inspection, DateTimeOffset Made)
{
    /// <summary>Most remarkable values first.</summary>
    public IReadOnlyList<Outlier> Outliers { get; } = Outlier.Find(Series, Inspection.Device);
}
