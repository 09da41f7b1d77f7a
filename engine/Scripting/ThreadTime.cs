using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pipeline.Engine.Scripting;

/// <summary>
/// The processor's time that the calling thread has taken. A script is measured by it, not by the clock on the wall: on a host that
/// is busy, or was asleep, an expression of a moment must not fail a run of hours.
/// </summary>
internal static class ThreadTime
{
    // Of Linux; elsewhere the wall's clock has to do.
    private const int ThreadClock = 3;

    /// <summary>Since some moment before the thread began.</summary>
    public static TimeSpan Now => OperatingSystem.IsLinux() && Read(ThreadClock, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
        : Stopwatch.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
