using Pipeline.Host.Composition;

namespace Pipeline.Host.Runs;

/// <summary>
/// A lock on a file, which the operating system takes back when the process dies, however it dies. Limit: all processes
/// must share a local file system.
/// </summary>
internal static class FileLock
{
    /// <summary>Looking whether a lock is taken holds it for an instant; whoever wants it outlasts that.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes the lock, or returns null when another process, or this one, holds it.</summary>
    public static IDisposable? TryTake(string file)
    {
        FileStream? taken = null;
        SpinWait.SpinUntil(() => (taken = Open(file, FileAccess.ReadWrite, FileShare.None)) is not null, Look);
        return taken;
    }

    /// <summary>Whether a process, perhaps this one, holds it.</summary>
    public static bool IsTaken(string file)
    {
        if (!File.Exists(file))
            return false;
        // Shared, so that any number may look at the same time.
        using var look = Open(file, FileAccess.Read, FileShare.Read);
        return look is null;
    }

    private static FileStream? Open(string file, FileAccess access, FileShare share)
    {
        try
        {
            return DataFolder.Open(file, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
