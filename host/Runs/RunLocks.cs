using System.Collections.Concurrent;

namespace Pipeline.Host.Runs;

/// <summary>
/// Which process drives which run: a <see cref="FileLock"/> in the data folder. The file stays until the run has ended and
/// been put back.
/// </summary>
internal sealed class RunLocks(string dataFolder)
{
    private readonly string folder = Directory.CreateDirectory(Path.Combine(dataFolder, "locks")).FullName;
    private readonly ConcurrentDictionary<string, bool> own = new();

    /// <summary>Takes the lock, or returns null when another process, or this one, holds it.</summary>
    public IDisposable? TryTake(string runId)
    {
        if (FileLock.TryTake(PathOf(runId, "lock")) is not { } taken)
            return null;
        own[runId] = true;
        return new Held(this, runId, taken);
    }

    /// <summary>Whether a process drives the run.</summary>
    public bool IsTaken(string runId) => FileLock.IsTaken(PathOf(runId, "lock"));

    /// <summary>The runs that other processes drive.</summary>
    public IReadOnlyList<string> TakenElsewhere() => [.. Left().Where(run => !own.ContainsKey(run) && IsTaken(run))];

    /// <summary>Asks the driving process to cancel the run.</summary>
    public void AskToCancel(string runId) => File.WriteAllBytes(PathOf(runId, "cancel"), []);

    /// <summary>Whether cancelling was asked for.</summary>
    public bool CancelAsked(string runId) => File.Exists(PathOf(runId, "cancel"));

    /// <summary>The runs that were driven and not yet put back.</summary>
    public IReadOnlyList<string> Left() => [.. Directory.EnumerateFiles(folder, "*.lock").Select(f => Path.GetFileNameWithoutExtension(f))];

    /// <summary>Removes the files of a run that has ended and been put back.</summary>
    public void Clear(string runId)
    {
        File.Delete(PathOf(runId, "cancel"));
        File.Delete(PathOf(runId, "lock"));
    }

    private string PathOf(string runId, string kind) => Path.Combine(folder, $"{runId}.{kind}");

    private sealed class Held(RunLocks locks, string runId, IDisposable taken) : IDisposable
    {
        public void Dispose()
        {
            locks.own.TryRemove(runId, out _);
            taken.Dispose();
        }
    }
}
