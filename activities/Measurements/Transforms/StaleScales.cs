namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// Scale files that a result makes obsolete. INC takes a module's scale file before its measurement, so old scales beside
/// new measurements of the same base and world size would win over them silently.
/// </summary>
internal static class StaleScales
{
    /// <summary>Names of the folder's scale files of the given results that are not written anew.</summary>
    public static IReadOnlyList<string> Find(string folder, IReadOnlyList<(string Base, int WorldSize)> results, IReadOnlySet<string> written) =>
        [.. MeasurementFolder.Scan(folder).Sets
            .Where(set => set.IsScale && results.Contains((set.Base, set.WorldSize)))
            .SelectMany(set => set.Json.Select(rank => set.NameOf(rank).FileName).Concat(set.Npz.Select(rank => set.NameOf(rank, MeasurementKind.Npz).FileName)))
            .Where(name => !written.Contains(name))
            .Order(StringComparer.Ordinal)];
}
