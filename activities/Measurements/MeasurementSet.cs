namespace Pipeline.Activities.Measurements;

/// <summary>The files of one folder that belong together: same base, scale method and world size.</summary>
/// <param name="Folder">Folder that holds them.</param>
/// <param name="Base">Last component of <c>dump_stats_path</c>.</param>
/// <param name="Method">Scale method; null for measurements.</param>
/// <param name="WorldSize">Number of ranks that the names promise.</param>
/// <param name="Json">Ranks whose JSON is there.</param>
/// <param name="Npz">Ranks whose NPZ is there.</param>
/// <param name="ModLists">Ranks whose mod list is there.</param>
public sealed record MeasurementSet(
    string Folder, string Base, string? Method, int WorldSize, IReadOnlySet<int> Json, IReadOnlySet<int> Npz, IReadOnlySet<int> ModLists)
{
    /// <summary>Whether these are scale files.</summary>
    public bool IsScale => Method is not null;

    /// <summary>Ranks without JSON, ascending.</summary>
    public IReadOnlyList<int> MissingRanks => [.. Enumerable.Range(0, WorldSize).Where(rank => !Json.Contains(rank))];

    /// <summary>Path of one rank's file.</summary>
    public string PathOf(int rank, MeasurementKind kind = MeasurementKind.Json) => Path.Combine(Folder, NameOf(rank, kind).FileName);

    /// <summary>Name of one rank's file.</summary>
    public MeasurementName NameOf(int rank, MeasurementKind kind = MeasurementKind.Json) =>
        new(Base, kind == MeasurementKind.ModList ? null : Method, rank, WorldSize, kind);

    /// <summary>Refuses a set with missing ranks.</summary>
    /// <exception cref="MeasurementException">A rank's JSON is missing; the message names all such ranks.</exception>
    public void RequireComplete()
    {
        var missing = MissingRanks;
        if (missing.Count > 0)
            throw new MeasurementException(
                $"{this} lacks rank {string.Join(", ", missing)}: no {NameOf(missing[0]).FileName}.",
                Folder, remedy: "Copy the missing files here or measure again; nothing was written.");
    }

    /// <summary>Short description for messages.</summary>
    public override string ToString() => $"{(Method is null ? "measurement" : "scale")} set '{Base}'{(Method is null ? "" : " " + Method)} of {WorldSize} ranks";
}
