using System.Reflection;
using System.Runtime.ExceptionServices;
using Pipeline.Activities.Measurements.Json;
using Pipeline.Activities.Measurements.Npz;
using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>What the transforms share: reading with hashes, staged writing, progress, warnings, manifest.</summary>
internal sealed class TransformRun : IDisposable
{
    private const int MaxWarningsOfAKind = 10;

    private readonly string operation;
    private readonly TransformOptions options;
    private readonly IProgress<TransformProgress>? progress;
    private readonly StagedOutput output;
    private readonly Lock gate = new();
    private readonly List<(MeasurementSet Set, int Rank, ManifestFile File)> sources = [];
    private readonly List<string> warnings = [];
    private readonly SortedSet<string> notFinite = new(StringComparer.Ordinal);
    private readonly int total;
    private int done;

    public TransformRun(string operation, TransformOptions options, int total, IProgress<TransformProgress>? progress)
    {
        this.operation = operation;
        this.options = options;
        this.total = total;
        this.progress = progress;
        Folder = Path.GetFullPath(options.Output);
        output = new(Folder);
    }

    public string Folder { get; }

    /// <summary>Reads one rank's JSON and remembers it as a source.</summary>
    public MeasurementFile Read(MeasurementSet set, int rank, MeasurementFile? like = null)
    {
        var path = set.PathOf(rank);
        var (file, record) = MeasurementFiles.Open(path, stream =>
        {
            using var hashing = new HashingStream(stream);
            return (MeasurementJson.Read(hashing, path, like), hashing.Record(Path.GetFullPath(path)));
        });
        if (file.IsScale != set.IsScale)
            throw new MeasurementException($"its name says {(set.IsScale ? "scales" : "measurements")}, its Mode is '{file.Mode}'.", path, remedy: "Remove or rename the file.");
        lock (gate)
            sources.Add((set, rank, record));
        if (NodeValue.AnyNonFinite(file))
            NoteNonFinite(file, path);
        Step();
        return file;
    }

    private void NoteNonFinite(MeasurementFile file, string path)
    {
        lock (gate)
        {
            foreach (var value in NodeValue.Of(file))
            {
                if (value.Used && value.NonFinite is { } number)
                    notFinite.Add($"{Path.GetFileName(path)}: node '{value.Node.Name}': {value.Position} is {number}");
            }
        }
    }

    /// <summary>Writes JSON and NPZ of one result, and its mod list where the sources have them.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="file">Its values.</param>
    /// <param name="set">The sources.</param>
    /// <param name="ranks">Those of them that became this result.</param>
    /// <param name="layout">Form of the JSON.</param>
    /// <param name="keepGlobalRank">Whether the NPZ has the file's <c>GlobalRank</c>, or None.</param>
    public void Write(MeasurementName name, MeasurementFile file, MeasurementSet set, IReadOnlyList<int> ranks, JsonLayout layout = JsonLayout.Indented, bool keepGlobalRank = false)
    {
        Together(
            () => output.Write((name with { Kind = MeasurementKind.Json }).FileName, stream => MeasurementJson.Write(stream, file, layout)),
            () => WriteNpz(name, npz => output.Write(npz, stream => MeasurementNpz.Write(stream, file, keepGlobalRank: keepGlobalRank))),
            () =>
            {
                if (!set.IsScale && ModulesOf(set, ranks, file) is { } modules)
                    output.Write((name with { Kind = MeasurementKind.ModList }).FileName, stream => ModList.Write(stream, modules));
            });
        Step();
    }

    /// <summary>Writes the results of all ranks of a family, whose mod lists are those of rank 0 of the sources.</summary>
    public void Write(MeasurementName name, RankFamily family, MeasurementSet set, CancellationToken cancellationToken)
    {
        var workers = Workers.Options(cancellationToken);
        IReadOnlyList<string> Names(MeasurementKind kind) => [.. Enumerable.Range(0, family.Count).Select(rank => (name with { Rank = rank, WorldSize = family.Count, Kind = kind }).FileName)];
        Together(
            () => output.Write(Names(MeasurementKind.Json), streams => MeasurementJson.Write(streams, family, workers), workers),
            () => WriteNpz(name, _ => output.Write(Names(MeasurementKind.Npz), streams => MeasurementNpz.Write(streams, family, workers), workers)));
        for (var rank = 0; rank < family.Count; rank++)
            Step();
        cancellationToken.ThrowIfCancellationRequested();
        if (ModulesOf(set, [0], family.Common) is not { } modules)
            return;
        output.Write(Names(MeasurementKind.ModList), streams =>
        {
            using var ranks = new RankStreams(streams, workers);
            ModList.Write(ranks, modules);
        }, workers);
    }

    // The union of the sources' lists and the result's own nodes; null if the sources have none.
    private IEnumerable<string>? ModulesOf(MeasurementSet set, IReadOnlyList<int> ranks, MeasurementFile result)
    {
        var lists = ranks.Where(set.ModLists.Contains).Select(rank => ReadModList(set.PathOf(rank, MeasurementKind.ModList))).ToList();
        return lists.Count == 0 ? null : lists.SelectMany(list => list).Concat(result.Nodes.Select(node => node.Name)).Distinct(StringComparer.Ordinal);
    }

    // Nothing is computed from mod lists, so a damaged one is no reason to refuse sound measurements.
    private IReadOnlyList<string> ReadModList(string path)
    {
        try
        {
            return MeasurementFiles.ReadModList(path);
        }
        catch (MeasurementException error)
        {
            Warn($"{error.Message} The result's mod list names only what the others and the measurements do.");
            return [];
        }
    }

    private void WriteNpz(MeasurementName name, Action<string> write)
    {
        var npz = (name with { Kind = MeasurementKind.Npz }).FileName;
        try
        {
            write(npz);
        }
        catch (MeasurementException error) when (error.File is null)
        {
            throw new MeasurementException(error.Message, Path.Combine(Folder, npz), inner: error);
        }
    }

    // One failure is enough to tell, as it would be alone.
    private static void Together(params Action[] work)
    {
        try
        {
            Parallel.Invoke(work);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.Flatten().InnerExceptions[0]);
        }
    }

    public void Warn(string warning)
    {
        lock (gate)
        {
            if (!warnings.Contains(warning))
                warnings.Add(warning);
        }
    }

    /// <summary>Writes the manifest, removes stale scale files and moves everything to its place.</summary>
    public TransformResult Commit(IReadOnlyList<(string Base, int WorldSize)> results, IReadOnlyList<IReadOnlyList<int>> groups, int nodes, int changedLayers = 0)
    {
        var written = output.Files;
        var stale = StaleScales.Find(Folder, results, written.Select(file => file.Path).ToHashSet(StringComparer.Ordinal));
        var device = options.Device ?? Manifest.Read(options.Measurements).Device ?? DeviceType.OfFolder(options.Measurements) ?? DeviceType.OfFolder(Folder);
        var entry = new ManifestEntry(
            operation, options.Describe(), ToolVersion, device,
            Single(sources.Select(source => source.Set.WorldSize)), Single(results.Select(result => result.WorldSize)),
            [.. sources.OrderBy(source => source.Set.ToString(), StringComparer.Ordinal).ThenBy(source => source.Rank).Select(source => source.File)],
            written);
        var manifest = Manifest.Read(Folder).With(entry);
        output.Write(Manifest.FileName, manifest.Write);
        output.Commit(stale);
        return new(operation, Folder, [.. output.Files.Select(file => file.Path)], stale, groups, nodes, changedLayers, device, AllWarnings());
    }

    public void Dispose() => output.Dispose();

    private static string ToolVersion =>
        typeof(TransformRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    private static int? Single(IEnumerable<int> sizes) => sizes.Distinct().Take(2).ToArray() is [var one] ? one : null;

    private List<string> AllWarnings()
    {
        List<string> all = [.. warnings, .. notFinite.Take(MaxWarningsOfAKind).Select(text => text + "; quantization would use it. Measure again or exclude the module.")];
        if (notFinite.Count > MaxWarningsOfAKind)
            all.Add($"{notFinite.Count - MaxWarningsOfAKind} more values are NaN or infinite.");
        return all;
    }

    private void Step() => progress?.Report(new(Interlocked.Increment(ref done), total));
}
