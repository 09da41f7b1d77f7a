namespace Pipeline.Activities.Measurements.Verification;

/// <summary>Checks the ranks of one set, in any order and from several threads, then the set as a whole.</summary>
internal sealed class SetCheck(MeasurementSet set, MeasurementSet? measured, string? device)
{
    private const string MeasureAgain = "Measure this rank again, or restore the file.";

    private readonly Lock gate = new();
    private readonly List<Finding> findings = [];
    private readonly RankForms forms = new(set);

    /// <summary>Checks one rank's files.</summary>
    public void Rank(int rank)
    {
        var file = Read(rank, MeasurementKind.Json);
        if (file is null)
            return;
        var name = set.NameOf(rank).FileName;
        var found = ValueCheck.Run(file, name, device);
        found.AddRange(CheckHeader(rank, file, name));
        if (!set.Npz.Contains(rank))
            found.Add(new(Severity.Error, set.NameOf(rank, MeasurementKind.Npz).FileName, null, "the NPZ is missing, and it is the file that quantization reads.", "Write it again by a transform, or measure this rank again."));
        else if (Read(rank, MeasurementKind.Npz) is { } npz && NpzComparison.FirstDifference(file, npz) is { } difference)
            found.Add(new(Severity.Error, set.NameOf(rank, MeasurementKind.Npz).FileName, difference.Node, difference.What, "JSON and NPZ of a rank must hold the same numbers: " + MeasureAgain));
        found.AddRange(set.IsScale ? ScaleCheck.Run(file, Measured(rank), device, set.Method!, name) : CheckModList(rank, file));
        lock (gate)
        {
            findings.AddRange(found);
            forms.Add(rank, file);
        }
    }

    /// <summary>Checks the ranks against each other and returns everything found.</summary>
    public IReadOnlyList<Finding> Finish()
    {
        var missing = set.MissingRanks;
        if (missing.Count > 0)
            findings.Add(new(Severity.Error, set.NameOf(missing[0]).FileName, null, $"{set} lacks rank {string.Join(", ", missing)}.", "Copy the missing files here or measure again."));
        findings.AddRange(forms.Findings);
        return findings;
    }

    private static bool IsEmptyOrMinusOne(Number? rank) => rank is null || rank.Value.ToDouble() == -1;

    private IEnumerable<Finding> CheckHeader(int rank, MeasurementFile file, string name)
    {
        if (file.IsScale != set.IsScale)
            yield return new(Severity.Error, name, null, $"its name says {(set.IsScale ? "scales" : "measurements")}, its Mode is '{file.Mode}'.", "Remove or rename the file.");
        if (file.LocalRank?.ToDouble() != rank && !(set.WorldSize == 1 && IsEmptyOrMinusOne(file.LocalRank)))
            yield return new(Severity.Warning, name, null, $"its LocalRank is {file.LocalRank?.ToString() ?? "null"}, its name says {rank}.", "Check whether the file was renamed by hand: ranks hold different shards.");
    }

    // A damaged measurement is a finding of its own set.
    private MeasurementFile? Measured(int rank)
    {
        try
        {
            return measured?.Json.Contains(rank) == true ? MeasurementFiles.Read(measured.PathOf(rank)) : null;
        }
        catch (MeasurementException)
        {
            return null;
        }
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
