namespace Pipeline.Host.Runs;

/// <summary>Which process serves the data folder: it takes up every run that nobody drives. A <see cref="FileLock"/> in the folder.</summary>
internal sealed class ServeLock(string dataFolder)
{
    private readonly string file = Path.Combine(dataFolder, "serve.lock");

    /// <summary>Takes the lock, or returns null when another process serves already.</summary>
    public IDisposable? TryTake() => FileLock.TryTake(file);

    /// <summary>Whether a process, perhaps this one, serves the folder.</summary>
    public bool IsTaken() => FileLock.IsTaken(file);
}
