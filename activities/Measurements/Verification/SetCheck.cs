namespace Pipeline.Activities.Measurements.Verification;

/// <summary>Checks the ranks of one set, in any order and from several threads, then the set as a whole.</summary>
internal sealed class SetCheck(MeasurementSet set)
{
    private const string MeasureAgain = "Measure this rank again, or restore the file.";

    private readonly Lock gate = new();
    private readonly List<Finding> findings = [];
    private readonly SortedDictionary<int, HashSet<string>> nodesOfRank = [];

    /// <summary>Checks one rank's files.</summary>
    public void Rank(int rank)
    {
        var file = Read(rank, MeasurementKind.Json);
        if (file is null)
            return;
        var name = set.NameOf(rank).FileName;
        var found = ValueCheck.Run(file, name);
        if (!set.Npz.Contains(rank))
            found.Add(new(Severity.Error, set.NameOf(rank, MeasurementKind.Npz).FileName, null, "the NPZ is missing, and it is the file that quantization reads.", "Write it again by a transform, or measure this rank again."));
        else if (Read(rank, MeasurementKind.Npz) is { } npz && NpzComparison.FirstDifference(file, npz) is { } difference)
            found.Add(new(Severity.Error, set.NameOf(rank, MeasurementKind.Npz).FileName, difference.Node, difference.What, "JSON and NPZ of a rank must hold the same numbers: " + MeasureAgain));
        if (!set.IsScale)
            found.AddRange(CheckModList(rank, file));
        lock (gate)
        {
            findings.AddRange(found);
            nodesOfRank[rank] = file.Nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Checks the ranks against each other and returns everything found.</summary>
    public IReadOnlyList<Finding> Finish()
    {
        var missing = set.MissingRanks;
        if (missing.Count > 0)
            findings.Add(new(Severity.Error, set.NameOf(missing[0]).FileName, null, $"{set} lacks rank {string.Join(", ", missing)}.", "Copy the missing files here or measure again."));
        if (nodesOfRank.Count == 0)
            return findings;
        var first = nodesOfRank.First();
        foreach (var (rank, nodes) in nodesOfRank)
        {
            if (nodes.SetEquals(first.Value))
                continue;
            var odd = nodes.Except(first.Value).Concat(first.Value.Except(nodes)).Order(StringComparer.Ordinal).First();
            findings.Add(new(Severity.Error, set.NameOf(rank).FileName, odd, $"ranks {first.Key} and {rank} do not have the same nodes.", "All ranks must have measured the same modules; measure again."));
        }
        return findings;
    }

    private MeasurementFile? Read(int rank, MeasurementKind kind)
    {
        try
        {
            return MeasurementFiles.Read(set.PathOf(rank, kind));
        }
        catch (MeasurementException error)
        {
            lock (gate)
                findings.Add(new(Severity.Error, set.NameOf(rank, kind).FileName, error.Node, error.Problem ?? error.Message, error.Remedy ?? MeasureAgain));
            return null;
        }
    }

    private IEnumerable<Finding> CheckModList(int rank, MeasurementFile file)
    {
        var name = set.NameOf(rank, MeasurementKind.ModList).FileName;
        if (!set.ModLists.Contains(rank))
            return [new(Severity.Note, name, null, "there is no mod list; the official unify script needs one.", "Nothing, unless that script is to be used.")];
        try
        {
            var modules = MeasurementFiles.ReadModList(set.PathOf(rank, MeasurementKind.ModList)).ToHashSet(StringComparer.Ordinal);
            return file.Nodes.FirstOrDefault(node => !modules.Contains(node.Name)) is { } odd
                ? [new(Severity.Warning, name, odd.Name, "a measured node is not in the mod list.", "Check which files belong together.")]
                : [];
        }
        catch (MeasurementException error)
        {
            return [new(Severity.Warning, name, null, error.Problem ?? error.Message, error.Remedy ?? MeasureAgain)];
        }
    }
}
