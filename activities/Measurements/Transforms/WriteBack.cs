using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// Asks Linux to begin writing a file's new pages to the disk while more of it is made, so that the flush at its end has
/// little left to wait for. Only a hint: elsewhere, or when it fails, the flush does it all.
/// </summary>
internal static partial class WriteBack
{
    private const uint Begin = 2; // SYNC_FILE_RANGE_WRITE

    /// <summary>Begins with the given part.</summary>
    public static void Start(SafeFileHandle file, long offset, long length)
    {
        if (OperatingSystem.IsLinux())
            _ = SyncFileRange(file, offset, length, Begin);
    }

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);
}
