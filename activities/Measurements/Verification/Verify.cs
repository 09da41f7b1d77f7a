using Pipeline.Activities.Measurements.Provenance;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Activities.Measurements.Verification;

/// <summary>
/// Checks a folder of measurements: all ranks present and readable, JSON and NPZ equal, ranks consistent with each other
/// and the mod lists, values plausible where quantization uses them, hashes as the manifest says.
/// </summary>
public static class Verify
{
    /// <summary>Carries it out. Damage is a finding, not an exception.</summary>
    /// <param name="folder">Folder of the measurements.</param>
    /// <param name="progress">Rank files checked.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="MeasurementException">The folder is missing or unreadable.</exception>
    public static async Task<VerifyReport> RunAsync(string folder, IProgress<TransformProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var scanned = MeasurementFolder.Scan(folder);
        var findings = new List<Finding>();
        if (!scanned.Measurements.Any())
            findings.Add(new(Severity.Error, folder, null, "there are no measurements.", "Check the folder, or calibrate."));
        var done = 0;
        var total = scanned.Sets.Sum(set => set.Json.Count);
        foreach (var set in scanned.Sets)
        {
            var check = new SetCheck(set);
            await Parallel.ForEachAsync(set.Json.Order(), Workers.Options(cancellationToken), (rank, _) =>
            {
                check.Rank(rank);
                progress?.Report(new(Interlocked.Increment(ref done), total));
                return ValueTask.CompletedTask;
            });
            findings.AddRange(check.Finish());
        }
        findings.AddRange(ManifestCheck.Run(folder, out var device));
        foreach (var left in Directory.EnumerateDirectories(folder, StagedOutput.Prefix + "*"))
            findings.Add(new(Severity.Note, Path.GetFileName(left), null, "an interrupted run left this folder.", "Delete it if no transform is running."));
        return new(folder, [.. scanned.Sets.Select(set => set.ToString())], device ?? DeviceType.OfFolder(folder),
            [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.File, StringComparer.Ordinal)]);
    }
}
