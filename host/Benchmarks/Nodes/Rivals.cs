using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Host.Benchmarks.Nodes;

/// <summary>Other ways to run one command on all nodes of a fleet.</summary>
internal sealed class Rivals(SshFleet fleet, TimeProvider clock)
{
    /// <summary>Seconds that <c>xargs -P ssh</c> takes.</summary>
    public async Task<double> SshAsync(CancellationToken cancellationToken) =>
        await TimeAsync("xargs", ["-P", Size, "-I", "{}", "ssh", .. fleet.SshOptions, "{}", "true"], cancellationToken)
        ?? throw new InvalidOperationException("xargs could not be started: install findutils.");

    /// <summary>Seconds that <c>clush</c> takes; null when it is not installed.</summary>
    public Task<double?> ClushAsync(CancellationToken cancellationToken) =>
        TimeAsync("clush", ["-q", "-S", "-f", Size, "-w", string.Join(',', fleet.Addresses), "-o", string.Join(' ', fleet.SshOptions), "true"], cancellationToken);

    private string Size => fleet.Addresses.Count.ToString(CultureInfo.InvariantCulture);

    private async Task<double?> TimeAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            foreach (var address in fleet.Addresses)
                await process.StandardInput.WriteLineAsync(address);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            var took = clock.GetElapsedTime(start).TotalSeconds;
            return process.ExitCode == 0
                ? took
                : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error} {await output}");
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
