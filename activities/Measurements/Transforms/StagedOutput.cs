using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// Collects results in a hidden sub-folder of their destination and moves them there together at the end. Until
/// <see cref="Commit"/> the destination is as it was; a run that dies earlier leaves only the hidden folder. The limit: the
/// moves are one rename a file, so a crash within these milliseconds leaves a mix, which the manifest (moved last) shows.
/// </summary>
internal sealed class StagedOutput : IDisposable
{
    /// <summary>Start of the hidden folder's name.</summary>
    public const string Prefix = ".pipeline-staging-";

    private readonly string folder;
    private readonly string staging;
    private readonly List<string> created = [];
    private readonly Lock gate = new();
    private readonly List<ManifestFile> files = [];
    private bool committed;

    /// <summary>Creates the destination and its hidden folder.</summary>
    public StagedOutput(string folder)
    {
        this.folder = folder;
        staging = Path.Combine(folder, Prefix + Guid.NewGuid().ToString("N"));
        for (var missing = folder; !Directory.Exists(missing); missing = Path.GetDirectoryName(missing)!)
            created.Add(missing);
        Guard(folder, () => Directory.CreateDirectory(staging));
    }

    /// <summary>What was written so far, by name.</summary>
    public IReadOnlyList<ManifestFile> Files
    {
        get
        {
            lock (gate)
                return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        }
    }

    /// <summary>Writes one file, flushed to the disk; safe to call from several threads.</summary>
    public void Write(string name, Action<Stream> write) => Guard(Path.Combine(folder, name), () =>
    {
        using var stream = new StagedFile(staging, name);
        write(stream);
        Add(stream.Finish());
    });

    /// <summary>Writes the files of several ranks side by side, all flushed to the disk.</summary>
    public void Write(IReadOnlyList<string> names, Action<IReadOnlyList<Stream>> write, ParallelOptions workers) => Guard(folder, () =>
    {
        var streams = new List<StagedFile>(names.Count);
        try
        {
            foreach (var name in names)
                streams.Add(new(staging, name));
            write(streams);
            Parallel.ForEach(streams, workers, stream => Add(stream.Finish()));
        }
        catch (AggregateException error) when (error.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new IOException(error.InnerException.Message, error);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    });

    private void Add(ManifestFile file)
    {
        lock (gate)
            files.Add(file);
    }

    /// <summary>Removes what is stale, then moves every file to its place in the order of writing.</summary>
    public void Commit(IEnumerable<string> stale) => Guard(folder, () =>
    {
        if (files.Find(file => Directory.Exists(Path.Combine(folder, file.Path))) is { } taken)
            throw new IOException($"a folder is called '{taken.Path}'.");
        foreach (var name in stale)
            File.Delete(Path.Combine(folder, name));
        foreach (var file in files)
            File.Move(Path.Combine(staging, file.Path), Path.Combine(folder, file.Path), overwrite: true);
        committed = true;
    });

    /// <summary>Removes the hidden folder, and the destination with its new parents if nothing came of it.</summary>
    public void Dispose()
    {
        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
        if (committed)
            return;
        foreach (var made in created.TakeWhile(made => Directory.Exists(made) && !Directory.EnumerateFileSystemEntries(made).Any()))
            Directory.Delete(made);
    }

    private static void Guard(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MeasurementException($"cannot be written: {error.Message}", path, remedy: "Check free space and permissions; the folder is as it was.", inner: error);
        }
    }
}
