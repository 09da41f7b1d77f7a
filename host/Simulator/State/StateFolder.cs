namespace Pipeline.Host.Simulator.State;

/// <summary>Facts that outlive a tool's process: one small text file each, replaced as a whole.</summary>
internal sealed class StateFolder(string directory)
{
    /// <summary>The folder.</summary>
    public string Directory { get; } = directory;

    /// <summary>A folder in it, made when missing.</summary>
    public StateFolder Sub(string name)
    {
        string path = Path.Combine(Directory, name);
        SharedFiles.CreateDirectory(path);
        return new StateFolder(path);
    }

    /// <summary>The names of the facts there are, sorted.</summary>
    public string[] Names()
    {
        if (!System.IO.Directory.Exists(Directory)) return [];
        string[] names = [.. System.IO.Directory.GetFiles(Directory)
            .Select(path => Path.GetFileName(path))
            .Where(name => !name.EndsWith(".tmp", StringComparison.Ordinal) && name != LockName)];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <summary>A fact's text without the final line end, or null when there is none.</summary>
    public string? Read(string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(Directory, name)).TrimEnd('\n');
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A fact's lines; none when there is no such fact.</summary>
    public string[] Lines(string name) => Read(name) is { Length: > 0 } text ? text.Split('\n') : [];

    /// <summary>A fact of <c>key=value</c> lines.</summary>
    public Dictionary<string, string> Map(string name)
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        foreach (string line in Lines(name))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) map[line[..equals]] = line[(equals + 1)..];
        }
        return map;
    }

    /// <summary>Writes a fact.</summary>
    public void Write(string name, params IEnumerable<string> lines) =>
        SharedFiles.Write(Path.Combine(Directory, name), string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Removes a fact; nothing happens when there is none.</summary>
    public void Delete(string name)
    {
        if (System.IO.Directory.Exists(Directory)) File.Delete(Path.Combine(Directory, name));
    }

    /// <summary>Runs a change that reads and writes while no other process does.</summary>
    public T Locked<T>(Func<T> change)
    {
        using FileStream held = SharedFiles.OpenExclusively(Path.Combine(Directory, LockName));
        return change();
    }

    private const string LockName = ".lock";
}
