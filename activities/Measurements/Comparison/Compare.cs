namespace Pipeline.Activities.Measurements.Comparison;

/// <summary>
/// Compares two folders of measurements, or two files of one rank: which nodes and numbers differ by more than a
/// tolerance. JSON is read where both have it, else NPZ, so a JSON can also be compared with an NPZ.
/// </summary>
public static class Compare
{
    /// <summary>Carries it out; one pair of files is held at a time.</summary>
    /// <param name="first">A folder or file.</param>
    /// <param name="second">A folder or file, like the first.</param>
    /// <param name="tolerance">Largest relative difference that counts as equal, 0 … 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="MeasurementException">A side is missing or unreadable, or the two have nothing to compare.</exception>
    public static ComparisonReport Run(string first, string second, double tolerance = 0, CancellationToken cancellationToken = default)
    {
        if (!(tolerance is >= 0 and <= 1))
            throw new MeasurementException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The tolerance must be from 0 to 1, not {tolerance}; it is relative: 0.01 allows 1 percent."));
        foreach (var side in (string[])[first, second])
        {
            if (!File.Exists(side) && !Directory.Exists(side))
                throw new MeasurementException("there is no such file or folder.", side, remedy: "Give two folders of measurements, or two files.");
        }
        if (Directory.Exists(first) != Directory.Exists(second))
            throw new MeasurementException($"one side is a folder, the other ({Path.GetFileName(second)}) is not.", first, remedy: "Give two folders of measurements, or two files.");
        return Directory.Exists(first) ? Folders(first, second, tolerance, cancellationToken) : Files([(first, second, Path.GetFileName(first))], [], first, second, tolerance, cancellationToken);
    }

    private static ComparisonReport Folders(string first, string second, double tolerance, CancellationToken cancellationToken)
    {
        var (a, b) = (MeasurementFolder.Scan(first), MeasurementFolder.Scan(second));
        var others = b.Sets.ToDictionary(Key);
        var pairs = new List<(string, string, string)>();
        var lone = new List<Difference>();
        var shared = 0;
        foreach (var set in a.Sets)
        {
            if (!others.Remove(Key(set), out var other))
            {
                lone.Add(Lone(DifferenceKind.OnlyInFirst, set));
                continue;
            }
            shared++;
            foreach (var rank in Enumerable.Range(0, set.WorldSize))
            {
                var (mine, theirs) = (Kind(set, rank), Kind(other, rank));
                if (mine is { } kind && theirs is { } otherKind)
                    pairs.Add((set.PathOf(rank, kind), other.PathOf(rank, otherKind), set.NameOf(rank, kind).FileName));
                else if (mine is not null || theirs is not null)
                    lone.Add(new(mine is null ? DifferenceKind.OnlyInSecond : DifferenceKind.OnlyInFirst, set.NameOf(rank).FileName, null, null, null, null, null));
            }
        }
        if (shared == 0)
            throw new MeasurementException($"the two folders share no set. First: {List(a)}. Second: {List(b)}.", second, remedy: "Compare folders of the same base and number of ranks.");
        lone.AddRange(b.Sets.Where(set => others.ContainsKey(Key(set))).Select(set => Lone(DifferenceKind.OnlyInSecond, set)));
        return Files(pairs, lone, first, second, tolerance, cancellationToken);
    }

    private static ComparisonReport Files(
        List<(string First, string Second, string Name)> pairs, List<Difference> differences, string first, string second, double tolerance, CancellationToken cancellationToken)
    {
        var values = 0L;
        foreach (var pair in pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var comparison = new FileComparison(pair.Name, tolerance);
            var file = MeasurementFiles.Read(pair.First);
            differences.AddRange(comparison.Run(file, MeasurementFiles.Read(pair.Second, file)));
            values += comparison.Values;
        }
        return new(first, second, tolerance, pairs.Count, values, differences);
    }

    private static (string, string?, int) Key(MeasurementSet set) => (set.Base, set.Method, set.WorldSize);

    private static MeasurementKind? Kind(MeasurementSet set, int rank) =>
        set.Json.Contains(rank) ? MeasurementKind.Json : set.Npz.Contains(rank) ? MeasurementKind.Npz : null;

    private static Difference Lone(DifferenceKind kind, MeasurementSet set) => new(kind, set.ToString(), null, null, null, null, null);

    private static string List(MeasurementFolder folder) => folder.Sets.Count == 0 ? "no measurements" : string.Join("; ", folder.Sets);
}
