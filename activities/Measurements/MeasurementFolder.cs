namespace Pipeline.Activities.Measurements;

/// <summary>What a folder holds, by exact file names; any other file in it is of no consequence.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Sets">Its sets: measurements first, then by base, world size and method.</param>
public sealed record MeasurementFolder(string Path, IReadOnlyList<MeasurementSet> Sets)
{
    /// <summary>Lists a folder (not its sub-folders).</summary>
    /// <exception cref="MeasurementException">The folder is missing or unreadable.</exception>
    public static MeasurementFolder Scan(string path)
    {
        if (!Directory.Exists(path))
            throw new MeasurementException("there is no such folder.", path, remedy: "Give the folder that holds the inc_output_hooks_maxabs_… files.");
        try
        {
            var names = Directory.EnumerateFiles(path).Select(file => MeasurementName.Parse(System.IO.Path.GetFileName(file))).OfType<MeasurementName>();
            return new(path, [.. names
                .GroupBy(name => (name.Base, name.Method, name.WorldSize))
                .Select(group => new MeasurementSet(
                    path, group.Key.Base, group.Key.Method, group.Key.WorldSize,
                    Ranks(group, MeasurementKind.Json), Ranks(group, MeasurementKind.Npz), Ranks(group, MeasurementKind.ModList)))
                .OrderBy(set => set.IsScale).ThenBy(set => set.Base, StringComparer.Ordinal).ThenBy(set => set.WorldSize)
                .ThenBy(set => set.Method, StringComparer.Ordinal)]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MeasurementException($"the folder cannot be listed: {error.Message}", path, inner: error);
        }
    }

    /// <summary>The measurement sets with at least one JSON.</summary>
    public IEnumerable<MeasurementSet> Measurements => Sets.Where(set => !set.IsScale && set.Json.Count > 0);

    /// <summary>The scale sets with at least one JSON that belong to a measurement set.</summary>
    public IEnumerable<MeasurementSet> ScalesOf(MeasurementSet measurements) =>
        Sets.Where(set => set.IsScale && set.Json.Count > 0 && set.Base == measurements.Base && set.WorldSize == measurements.WorldSize);

    /// <summary>The measurement set that a scale set belongs to, if it is here.</summary>
    public MeasurementSet? MeasuredBy(MeasurementSet scales) =>
        Measurements.FirstOrDefault(set => set.Base == scales.Base && set.WorldSize == scales.WorldSize);

    private static HashSet<int> Ranks(IEnumerable<MeasurementName> names, MeasurementKind kind) =>
        [.. names.Where(name => name.Kind == kind).Select(name => name.Rank)];
}
