namespace Pipeline.Activities.Measurements.Configuration;

/// <summary>The INC configurations that calibration leaves in a folder of measurements or the one above it.</summary>
public static class NearbyConfigs
{
    private const string Pattern = "maxabs_*.json";

    /// <summary>Everything named like a configuration; one that cannot be read has no values.</summary>
    public static IEnumerable<(string Path, QuantizeConfig? Config, string? Fault)> Of(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        foreach (var place in (string?[])[full, Path.GetDirectoryName(full)])
        {
            if (place is null || !Directory.Exists(place))
                continue;
            foreach (var path in Directory.EnumerateFiles(place, Pattern).Order(StringComparer.Ordinal))
                yield return Read(path);
        }
    }

    /// <summary>Those whose <c>dump_stats_path</c> lies in the folder.</summary>
    public static IEnumerable<(string Path, QuantizeConfig Config)> PointingTo(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Of(folder).Where(found => found.Config?.DumpStatsPath is { } stats && Path.GetDirectoryName(stats) == full).Select(found => (found.Path, found.Config!));
    }

    private static (string, QuantizeConfig?, string?) Read(string path)
    {
        try
        {
            return (path, QuantizeConfig.Read(path), null);
        }
        catch (MeasurementException error)
        {
            return (path, null, error.Problem ?? error.Message);
        }
    }
}
