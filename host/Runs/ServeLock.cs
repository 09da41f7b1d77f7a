namespace Pipeline.Host.Runs;

/// <summary>
/// Which process serves the data folder: it takes up every run that nobody drives. A lock on a file, which the operating
/// system takes back when the process dies, however it dies.
/// </summary>
internal sealed class ServeLock(string dataFolder)
{
    private readonly string file = Path.Combine(dataFolder, "serve.lock");

    /// <summary>Takes the lock, or returns null when another process serves already.</summary>
    public IDisposable? TryTake()
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a process, perhaps this one, serves the folder.</summary>
    public bool IsTaken()
    {
        if (!File.Exists(file))
            return false;
        using var mine = TryTake();
        return mine is null;
    }
}
