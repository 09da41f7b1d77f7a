using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Host.Benchmarks.Measurements;

/// <summary>Programs run to their end in processes of their own.</summary>
internal static partial class ChildRun
{
    /// <summary>Runs a program; what it prints is dropped unless it fails.</summary>
    /// <exception cref="InvalidOperationException">It failed, or cannot be started.</exception>
    public static async Task RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        using var process = Start(command);
        await EndAsync(process, command, cancellationToken);
    }

    /// <summary>
    /// Runs a program and watches its memory; returns the most that was resident at once, in MiB. The kernel's own count
    /// (VmHWM) is read every millisecond: the one that it hands to a parent starts with the parent's memory.
    /// </summary>
    public static async Task<double> PeakMemoryAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        using var process = Start(command);
        var status = $"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/status";
        var ended = EndAsync(process, command, cancellationToken);
        var peak = 0L;
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, PeakOf(status));
            await Task.WhenAny(ended, Task.Delay(1, CancellationToken.None));
        }
        await ended;
        return peak / 1024.0;
    }

    /// <summary>Whether a program ends with exit code 0.</summary>
    public static async Task<bool> SucceedsAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(command, cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Process Start(IReadOnlyList<string> command)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{command[0]} cannot be started: {e.Message}", e);
        }
    }

    private static async Task EndAsync(Process process, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await output;
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with exit code {process.ExitCode}: {(await error).Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    // A process that has ended has a status without memory, or none.
    private static long PeakOf(string status)
    {
        try
        {
            return Peak().Match(File.ReadAllText(status)) is { Success: true } match ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex Peak();
}
