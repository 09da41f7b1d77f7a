using System.Runtime.InteropServices;

namespace Pipeline.Activities.Nodes.Shells;

/// <summary>Signals to a process group of this machine.</summary>
internal static class ProcessGroup
{
    private const int SigKill = 9;

    /// <summary>Ends every process of the group at once; a group that is gone already is fine.</summary>
    /// <param name="id">The id of the group's leader.</param>
    public static void Kill(int id) => _ = SendSignal(-id, SigKill);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
