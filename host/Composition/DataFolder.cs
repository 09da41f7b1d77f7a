using Pipeline.Host.Runs;

namespace Pipeline.Host.Composition;

/// <summary>The data folder. It is the root of trust: whoever reads it can forge sessions, so what is made in it is its owner's alone.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder (0700), if it is missing, with an empty database (0600), whose mode SQLite gives to its other files; returns its absolute path.</summary>
    /// <exception cref="InputException">It cannot be made, or not be written to.</exception>
    public static string Prepare(string path)
    {
        try
        {
            // A folder that is there already is left as its owner made it.
            var folder = Directory.Exists(path) ? Path.GetFullPath(path) : Directory.CreateDirectory(path, OwnersFile | UnixFileMode.UserExecute).FullName;
            MakePrivate(HostServices.DatabaseFile(folder));
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--data {path}: the data folder cannot be used: {e.Message.TrimEnd('.')}. Give a folder on a local disk that this user may write to.");
        }
    }

    /// <summary>Opens a file of the folder; a new one is its owner's alone.</summary>
    public static FileStream Open(string file, FileMode mode, FileAccess access, FileShare share) =>
        new(file, new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0, UnixCreateMode = OwnersFile });

    private static void MakePrivate(string file)
    {
        if (!File.Exists(file))
            Open(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        else if ((File.GetUnixFileMode(file) & ~OwnersFile) != 0)
            File.SetUnixFileMode(file, OwnersFile);
    }
}
