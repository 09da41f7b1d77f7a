namespace Pipeline.Activities.Steps.Stepwise;

/// <summary>The names of the files that sub-steps leave in the folder of the measurements.</summary>
internal static class SubStepFiles
{
    private const string Base = "inc_output_hooks_maxabs";

    /// <summary>What measuring leaves of every rank: both forms and the list of patched modules.</summary>
    public static IEnumerable<string> Measured(int ranks) =>
        Unified(ranks).Concat(Enumerable.Range(0, ranks).Select(r => $"{Base}_{r}_{ranks}_mod_list.json"));

    /// <summary>What unifying leaves: both forms of every rank.</summary>
    public static IEnumerable<string> Unified(int ranks) => Both(Base, ranks);

    /// <summary>The scales of every rank, both forms.</summary>
    public static IEnumerable<string> Scales(int ranks) => Both($"{Base}_MAXABS_HW", ranks);

    private static IEnumerable<string> Both(string name, int ranks) =>
        Enumerable.Range(0, ranks).SelectMany(r => new[] { $"{name}_{r}_{ranks}.json", $"{name}_{r}_{ranks}.npz" });
}
