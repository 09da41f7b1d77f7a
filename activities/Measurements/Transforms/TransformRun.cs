using System.Reflection;
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
        {
            sources.Add((set, rank, record));
            foreach (var value in NodeValue.Of(file))
            {
                if (value.Used && value.NonFinite is { } number)
                    notFinite.Add($"{Path.GetFileName(path)}: node '{value.Node.Name}': {value.Position} is {number}");
            }
        }
        Step();
        return file;
    }

    /// <summary>Writes JSON and NPZ of one result.</summary>
    public void Write(MeasurementName name, MeasurementFile file, JsonLayout layout = JsonLayout.Indented, bool keepGlobalRank = false)
    {
        output.Write((name with { Kind = MeasurementKind.Json }).FileName, stream => MeasurementJson.Write(stream, file, layout));
        var npz = (name with { Kind = MeasurementKind.Npz }).FileName;
        try
        {
            output.Write(npz, stream => MeasurementNpz.Write(stream, file, keepGlobalRank: keepGlobalRank));
        }
        catch (MeasurementException error) when (error.File is null)
        {
            throw new MeasurementException(error.Message, Path.Combine(Folder, npz), inner: error);
        }
        Step();
    }

    /// <summary>Writes a mod list for a result: the union of the sources' and the result's own nodes; none if the sources have none.</summary>
    public void WriteModList(MeasurementName name, MeasurementSet set, IEnumerable<int> ranks, MeasurementFile result)
    {
        var lists = ranks.Where(set.ModLists.Contains).Select(rank => MeasurementFiles.ReadModList(set.PathOf(rank, MeasurementKind.ModList))).ToList();
        if (lists.Count == 0)
            return;
        var names = lists.SelectMany(list => list).Concat(result.Nodes.Select(node => node.Name)).Distinct(StringComparer.Ordinal);
        output.Write((name with { Kind = MeasurementKind.ModList }).FileName, stream => ModList.Write(stream, names));
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
