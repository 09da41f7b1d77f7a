using System.Security.Cryptography;
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
    private readonly bool created;
    private readonly Lock gate = new();
    private readonly List<ManifestFile> files = [];
    private bool committed;

    /// <summary>Creates the destination and its hidden folder.</summary>
    public StagedOutput(string folder)
    {
        this.folder = folder;
        staging = Path.Combine(folder, Prefix + Guid.NewGuid().ToString("N"));
        created = !Directory.Exists(folder);
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
        using var stream = new FileStream(Path.Combine(staging, name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        write(stream);
        stream.Flush(flushToDisk: true);
        stream.Position = 0;
        var file = new ManifestFile(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
        lock (gate)
            files.Add(file);
    });

    /// <summary>Removes what is stale, then moves every file to its place in the order of writing.</summary>
    public void Commit(IEnumerable<string> stale) => Guard(folder, () =>
    {
        foreach (var name in stale)
            File.Delete(Path.Combine(folder, name));
        foreach (var file in files)
            File.Move(Path.Combine(staging, file.Path), Path.Combine(folder, file.Path), overwrite: true);
        committed = true;
    });

    /// <summary>Removes the hidden folder, and the destination if it is new and nothing came of it.</summary>
    public void Dispose()
    {
        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
        if (created && !committed && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
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
