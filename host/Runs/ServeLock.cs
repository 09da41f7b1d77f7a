using System.Text;
using Pipeline.Host.Composition;

namespace Pipeline.Host.Runs;

/// <summary>
/// Which process serves the data folder: it takes up every run that nobody drives. A <see cref="FileLock"/> in the folder,
/// and beside it the settings file that the process was started with, so that commands mean the same nodes and schedules.
/// </summary>
internal sealed class ServeLock(string dataFolder)
{
    private readonly string file = Path.Combine(dataFolder, "serve.lock");
    private readonly string settings = Path.Combine(dataFolder, "serve.config");

    /// <summary>Takes the lock, or returns null when another process serves already.</summary>
    /// <param name="settingsFile">Absolute path of the settings file that it serves with; null = none.</param>
    /// <param name="pool">Its nodes, as <see cref="RunPools"/> calls them.</param>
    public IDisposable? TryTake(string? settingsFile = null, string? pool = null)
    {
        var taken = FileLock.TryTake(file);
        if (taken is null)
            return null;
        using var stream = DataFolder.Open(settings, FileMode.Create, FileAccess.Write, FileShare.Read);
        stream.Write(Encoding.UTF8.GetBytes($"{settingsFile}\n{pool}"));
        return taken;
    }

    /// <summary>Whether a process, perhaps this one, serves the folder.</summary>
    public bool IsTaken() => FileLock.IsTaken(file);

    /// <summary>The settings file of the process that serves the folder; null when none serves, or without one.</summary>
    public string? SettingsFile() => Line(0);

    /// <summary>The nodes of the process that serves the folder; null when none serves.</summary>
    public string? Pool() => Line(1);

    private string? Line(int number) =>
        IsTaken() && File.Exists(settings) && File.ReadAllText(settings).Split('\n').ElementAtOrDefault(number) is { Length: > 0 } line ? line : null;
}
