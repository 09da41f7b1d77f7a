using System.Globalization;

namespace Pipeline.Tests.Nodes.Machines;

/// <summary>
/// Removes what a test process that was killed left: its bridges, disks and folders, whose names tell the process. (Its
/// machines ended with it.)
/// </summary>
internal static class MachineLeftovers
{
    /// <summary>Begins the names of bridges; the process id follows.</summary>
    public const string BridgePrefix = "plm";

    private const string FolderPrefix = "pipeline-machines-";

    /// <summary>A new folder of this process.</summary>
    public static string NewFolder() => Directory.CreateTempSubdirectory($"{FolderPrefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-").FullName;

    /// <summary>Removes everything of processes that are gone.</summary>
    public static async Task RemoveAsync()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), $"{FolderPrefix}*"))
        {
            if (IsGone(Path.GetFileName(folder)[FolderPrefix.Length..]))
                await RemoveAsync(folder, null);
        }

        foreach (var link in Directory.GetDirectories("/sys/class/net", $"{BridgePrefix}*").Select(Path.GetFileName))
        {
            if (IsGone(link![BridgePrefix.Length..]))
                await RemoveAsync(null, link);
        }
    }

    /// <summary>Removes a folder with the disk in it, and a bridge.</summary>
    public static async Task RemoveAsync(string? folder, string? bridge)
    {
        if (folder is not null)
            await HostCommand.RunAsync($"umount --lazy {folder}/workspace 2> /dev/null; rm -rf {folder}");
        if (bridge is not null)
            await HostCommand.RunAsync($"ip link del {bridge} 2> /dev/null || true");
    }

    private static bool IsGone(string name)
    {
        var process = string.Concat(name.TakeWhile(char.IsAsciiDigit));
        return process.Length > 0 && !Directory.Exists($"/proc/{process}");
    }
}
