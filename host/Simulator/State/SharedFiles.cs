namespace Pipeline.Host.Simulator.State;

/// <summary>
/// Files of a simulated node: readable and writable for every user of the machine, since a node behind a real sshd is
/// used by the user who logs in, not by the one who made it.
/// </summary>
internal static class SharedFiles
{
    private const UnixFileMode Everyone =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const UnixFileMode EveryoneAndSearch =
        Everyone | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder that everyone may change; nothing happens when it exists.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path)) return;
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, EveryoneAndSearch);
    }

    /// <summary>Writes a text under a temporary name and renames it.</summary>
    public static void Write(string path, string text, bool executable = false)
    {
        string temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, text);
        File.SetUnixFileMode(temporary, executable ? EveryoneAndSearch : Everyone);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Opens a file that only one process has open at a time; waits for the others up to 10 seconds.</summary>
    public static FileStream OpenExclusively(string path)
    {
        bool isNew = !File.Exists(path);
        long start = TimeProvider.System.GetTimestamp();
        SpinWait spin = default;
        while (true)
        {
            try
            {
                FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                if (isNew && stream.Length == 0) TryOpenToAll(path);
                return stream;
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(10))
            {
                spin.SpinOnce();
            }
        }
    }

    private static void TryOpenToAll(string path)
    {
        try
        {
            File.SetUnixFileMode(path, Everyone);
        }
        catch (UnauthorizedAccessException)
        {
            // Another user made it in the same instant and has opened it to all.
        }
    }
}
