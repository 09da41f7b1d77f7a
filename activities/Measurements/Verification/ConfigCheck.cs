using Pipeline.Activities.Measurements.Configuration;

namespace Pipeline.Activities.Measurements.Verification;

/// <summary>Whether a quantize configuration leads to the folder; serving finds measurements through nothing else.</summary>
internal static class ConfigCheck
{
    /// <summary>What is missing or contradicts.</summary>
    public static IEnumerable<Finding> Run(string folder, string? device, IReadOnlyCollection<string> bases)
    {
        foreach (var (path, _, fault) in NearbyConfigs.Of(folder).Where(found => found.Fault is not null))
            yield return new(Severity.Warning, Path.GetFileName(path), null, $"is no INC configuration: {fault}", "Restore it or remove it.");
        var pointing = NearbyConfigs.PointingTo(folder).ToList();
        if (!pointing.Exists(found => IsQuantize(found.Config)))
            yield return new(Severity.Note, "maxabs_quant_*.json", null, "no quantize configuration points to this folder, so nothing can be served from it yet.", "Give --quantize-config to the transform, or copy one with dump_stats_path changed.");
        foreach (var (path, config) in pointing)
        {
            var name = Path.GetFileName(path);
            var wanted = Path.GetFileName(config.DumpStatsPath!);
            if (!bases.Contains(wanted))
                yield return new(Severity.Error, name, null, $"its dump_stats_path names the base '{wanted}', the folder holds {string.Join(", ", bases)}.", "Correct dump_stats_path.");
            if (DeviceOf(name) is { } other && device is not null && other != device)
                yield return new(Severity.Error, name, null, $"is named after {other}, the measurements are of {device}.", "Scales of one device type must not be used on the other: calibrate on the one that serves.");
        }
    }

    private static bool IsQuantize(QuantizeConfig config) =>
        string.Equals(config.Values.GetValueOrDefault("mode") as string, "QUANTIZE", StringComparison.OrdinalIgnoreCase);

    private static string? DeviceOf(string name) =>
        DeviceType.OfFolder(Path.GetFileNameWithoutExtension(name)[(name.IndexOf('_', "maxabs_".Length) + 1)..] is { Length: > 0 } rest ? rest : "-");
}
