using Pipeline.Activities.Measurements.Inspection;
using Pipeline.Activities.Measurements.Provenance;
using Pipeline.Activities.Measurements.Verification;

namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>
/// Writes one self-contained HTML page on a set of measurements: maxima by layer, spread between ranks, outliers, coverage
/// of experts, and what verification found. The page loads nothing and may be mailed.
/// </summary>
public static class Report
{
    /// <summary>Reads the set, one file at a time, and writes the page atomically.</summary>
    /// <param name="folder">Folder of the measurements.</param>
    /// <param name="page">Path of the page; replaced if it exists.</param>
    /// <param name="worldSize">Ranks of the set, where the folder holds several; null takes the one with the most.</param>
    /// <param name="made">The present, printed on the page.</param>
    /// <param name="cancellationToken">Ends it early; nothing is written then.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="MeasurementException">There is no such set, a file is unreadable or the page cannot be written.</exception>
    public static async Task<string> WriteAsync(string folder, string page, int? worldSize, DateTimeOffset made, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(page))
            throw new MeasurementException("is a folder.", page, remedy: "Give the name of a file for the page, e.g. report.html.");
        if (MeasurementName.Parse(Path.GetFileName(page)) is not null || Path.GetFileName(page) == Manifest.FileName)
            throw new MeasurementException("is the name of a measurement file.", page, remedy: "Give another name for the page, e.g. report.html.");
        var scanned = MeasurementFolder.Scan(folder);
        var set = scanned.Measurements.Where(one => (worldSize ?? one.WorldSize) == one.WorldSize).MaxBy(one => one.WorldSize)
            ?? throw new MeasurementException(
                $"there are no measurements{(worldSize is null ? "" : $" of {worldSize} ranks")}. Found: {(scanned.Sets.Count == 0 ? "none" : string.Join("; ", scanned.Sets))}.",
                folder, remedy: "Check the folder and the world size.");
        var content = Collect(scanned, set, await Verify.RunAsync(folder, null, cancellationToken), made, cancellationToken);
        AtomicFile.Write(page, stream => ReportPage.Write(stream, content));
        return page;
    }

    private static ReportContent Collect(MeasurementFolder folder, MeasurementSet set, VerifyReport checks, DateTimeOffset made, CancellationToken cancellationToken)
    {
        var (summary, series, experts) = (new SetInspection(set), new SeriesCollector(), new ExpertCoverage());
        MeasurementFile? first = null;
        foreach (var rank in set.Json.Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = MeasurementFiles.Read(set.PathOf(rank), first);
            first ??= file;
            summary.Add(rank, file);
            series.Add(rank, file);
            experts.Add(rank, file);
        }
        var inspection = new Inspection.Inspection(
            Path.GetFullPath(folder.Path), checks.Device, [], [.. Configuration.NearbyConfigs.PointingTo(folder.Path).Select(found => found.Path)], Manifest.Read(folder.Path).Entries);
        return new(summary.Finish(), checks, series.Series, experts, inspection, made);
    }
}
