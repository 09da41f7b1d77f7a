namespace Pipeline.Activities.Measurements;

/// <summary>Decides which of a folder's measurement sets is meant, or asks.</summary>
internal static class SetChoice
{
    /// <summary>The one measurement set that fits.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="baseName">Wanted base, if given.</param>
    /// <param name="worldSize">Wanted world size, if given.</param>
    /// <param name="fits">Whether an operation can use a set.</param>
    /// <param name="wanted">What is wanted, for messages.</param>
    /// <param name="derived">Sets that an earlier transform wrote here; an original is preferred to them.</param>
    /// <exception cref="MeasurementException">None fits, or several do; the message lists what was found.</exception>
    public static MeasurementSet Choose(
        MeasurementFolder folder, string? baseName, int? worldSize, Func<MeasurementSet, bool> fits, string wanted, Func<MeasurementSet, bool> derived)
    {
        var candidates = folder.Measurements
            .Where(set => (baseName ?? set.Base) == set.Base && (worldSize ?? set.WorldSize) == set.WorldSize && fits(set))
            .ToList();
        Narrow(candidates, set => !derived(set));
        Narrow(candidates, set => set.ModLists.Count > 0);
        return candidates switch
        {
            [var one] => one,
            [] => throw new MeasurementException($"there is no {wanted}. Found: {List(folder.Measurements)}.", folder.Path, remedy: "Check the folder, the base name and the numbers of ranks."),
            _ => throw new MeasurementException($"several sets fit as {wanted}: {List(candidates)}.", folder.Path, remedy: "Say which one by its world size (and base)."),
        };
    }

    private static void Narrow(List<MeasurementSet> candidates, Func<MeasurementSet, bool> preferred)
    {
        if (candidates.Any(preferred))
            candidates.RemoveAll(set => !preferred(set));
    }

    private static string List(IEnumerable<MeasurementSet> sets) =>
        string.Join("; ", sets.Select(set => $"{set} ({set.Json.Count} JSON)")) is { Length: > 0 } text ? text : "no measurements at all";
}
