using Pipeline.Activities.Measurements.Provenance;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Activities.Measurements.Verification;

/// <summary>
/// Checks a folder of measurements: all ranks present and readable, JSON and NPZ equal, ranks consistent with each other
/// and the mod lists, values plausible where quantization uses them, scales fitting measurements and device type, a
/// configuration that leads here, hashes as the manifest says.
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
        findings.AddRange(ManifestCheck.Run(folder, out var recorded));
        var named = DeviceType.OfFolder(folder);
        var device = recorded ?? named;
        if (scanned.Sets.Count > 0)
        {
            findings.AddRange(DeviceFindings(folder, recorded, named));
            findings.AddRange(ConfigCheck.Run(folder, device, [.. scanned.Sets.Select(set => set.Base).Distinct()]));
        }
        var done = 0;
        var total = scanned.Sets.Sum(set => set.Json.Count);
        foreach (var set in scanned.Sets)
        {
            var check = new SetCheck(set, set.IsScale ? scanned.MeasuredBy(set) : null, device);
            // The lowest rank first and alone: it is the one that the others are compared with.
            var ranks = set.Json.Order().ToList();
            foreach (var part in (IEnumerable<int>[])[ranks.Take(1), ranks.Skip(1)])
            {
                await Parallel.ForEachAsync(part, Workers.Options(cancellationToken), (rank, _) =>
                {
                    check.Rank(rank);
                    progress?.Report(new(Interlocked.Increment(ref done), total));
                    return ValueTask.CompletedTask;
                });
            }
            findings.AddRange(check.Finish());
        }
        foreach (var left in Directory.EnumerateDirectories(folder, StagedOutput.Prefix + "*"))
            findings.Add(new(Severity.Note, Path.GetFileName(left), null, "an interrupted run left this folder.", "Delete it if no transform is running."));
        return new(folder, [.. scanned.Sets.Select(set => set.ToString())], device,
            [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.File, StringComparer.Ordinal)]);
    }

    private static IEnumerable<Finding> DeviceFindings(string folder, string? recorded, string? named)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (recorded is null && named is null)
            yield return new(Severity.Warning, name, null, "the device type is nowhere recorded, and scales of Gaudi 2 and Gaudi 3 look alike.", "Name the folder after it (g2, g3, g3-…).");
        if (recorded is not null && named is not null && recorded != named)
            yield return new(Severity.Error, name, null, $"the manifest says {recorded}, the folder's name {named}.", "Find out on which device type it was measured; its scales must not be used on the other.");
    }
}
