using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pipeline.Host.Benchmarks.Measurements;

/// <summary>What something took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="CpuSeconds">Processor time, user and system, of all threads.</param>
internal readonly record struct Usage(double Seconds, double CpuSeconds)
{
    private const int Children = -1;

    /// <summary>The faster of two.</summary>
    public static Usage Least(Usage left, Usage right) => left.Seconds <= right.Seconds ? left : right;

    /// <summary>Measures work in this process.</summary>
    public static async Task<Usage> OfAsync(Func<Task> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work();
        return new(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    /// <summary>Measures child processes that begin and end meanwhile; no others may.</summary>
    public static async Task<Usage> OfChildrenAsync(Func<Task> work)
    {
        var cpu = CpuSecondsOfChildren();
        var watch = Stopwatch.StartNew();
        await work();
        return new(watch.Elapsed.TotalSeconds, CpuSecondsOfChildren() - cpu);
    }

    // struct rusage begins with two timevals, user and system; 14 more words follow.
    private static double CpuSecondsOfChildren()
    {
        var words = new nint[18];
        return GetUsage(Children, words) == 0
            ? words[0] + words[2] + (words[1] + words[3]) / 1e6
            : throw new InvalidOperationException("The processor time of child processes cannot be told.");
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetUsage(int who, [Out] nint[] usage);
}
