using Pipeline.Activities.Measurements.Configuration;
using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Activities.Measurements.Inspection;

/// <summary>Tells what a folder of measurements holds. Whether it is sound is the question of verification.</summary>
public static class Inspect
{
    /// <summary>Reads the folder, one file at a time.</summary>
    /// <param name="folder">Folder of the measurements.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="MeasurementException">The folder holds no measurements, or one of its files is unreadable.</exception>
    public static Inspection Run(string folder, CancellationToken cancellationToken = default)
    {
        var scanned = MeasurementFolder.Scan(folder);
        if (scanned.Sets.Count == 0)
            throw new MeasurementException("there are no measurements.", folder, remedy: "Give the folder that holds the inc_output_hooks_maxabs_… files.");
        var manifest = Manifest.Read(folder);
        return new(
            folder, manifest.Device ?? DeviceType.OfFolder(folder),
            [.. scanned.Sets.Select(set => Summary(set, cancellationToken))],
            [.. NearbyConfigs.PointingTo(folder).Select(config => config.Path)],
            manifest.Entries);
    }

    private static SetSummary Summary(MeasurementSet set, CancellationToken cancellationToken)
    {
        var inspection = new SetInspection(set);
        MeasurementFile? first = null;
        var kind = set.Json.Count > 0 ? MeasurementKind.Json : MeasurementKind.Npz;
        foreach (var rank in (kind == MeasurementKind.Json ? set.Json : set.Npz).Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = MeasurementFiles.Read(set.PathOf(rank, kind), first);
            first ??= file;
            inspection.Add(rank, file);
        }
        return inspection.Finish();
    }
}
