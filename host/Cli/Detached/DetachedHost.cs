using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Detached;

/// <summary>
/// Starts this program again as a process of its own session, which drives a run and outlives the terminal. The child
/// tells the run's id through a file; what it prints goes to <c>&lt;data&gt;/hosts/&lt;n&gt;.log</c>.
/// </summary>
internal sealed class DetachedHost(IReadOnlyList<string> hostCommand, string dataFolder, TimeProvider clock)
{
    /// <summary>The hidden option that names the file for the run's id.</summary>
    public const string AnnounceOption = "--announce";

    private const string Shell = "log=$1; shift; exec setsid \"$@\" >\"$log\" 2>&1 </dev/null";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>In the child: tells the run's id.</summary>
    public static void Announce(string file, string run)
    {
        var temporary = $"{file}.{Environment.ProcessId}";
        File.WriteAllText(temporary, run);
        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Starts the child and waits until its run is made.</summary>
    /// <exception cref="InputException">The child refused the input.</exception>
    public async Task<DetachedRun> StartAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var log = NewLog();
        var announced = Path.ChangeExtension(log, ".run");
        using var child = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Shell, "sh", log, .. hostCommand, .. arguments, AnnounceOption, announced]))
            ?? throw new InvalidOperationException("/bin/sh could not be started.");
        while (!File.Exists(announced))
        {
            if (child.HasExited && !File.Exists(announced))
                throw Refusal(log, child.ExitCode);
            await Task.Delay(Pause, clock, cancellationToken);
        }

        var run = await File.ReadAllTextAsync(announced, cancellationToken);
        File.Delete(announced);
        return new DetachedRun(run, log, child.Id);
    }

    /// <summary>The next free number; creating the file takes it, also against other processes.</summary>
    private string NewLog()
    {
        var folder = Directory.CreateDirectory(Path.Combine(dataFolder, "hosts")).FullName;
        for (var n = 1; ; n++)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{n}.log"));
            if (File.Exists(path))
                continue;
            using var mine = new FileStream(path, FileMode.CreateNew);
            return path;
        }
    }

    private static Exception Refusal(string log, int exitCode)
    {
        var last = File.ReadLines(log).LastOrDefault(l => l.StartsWith('{'));
        var faults = last is null ? null : JsonNode.Parse(last)?["error"] as JsonArray;
        return exitCode == ExitCodes.Usage && faults is not null
            ? new InputException([.. faults.Select(f => (string)f!)])
            : new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The background process ended with exit code {exitCode} before its run began; see {log}"));
    }
}

/// <summary>A run that a background process drives.</summary>
/// <param name="Run">The run.</param>
/// <param name="Log">What the process prints.</param>
/// <param name="Process">The process.</param>
internal sealed record DetachedRun(string Run, string Log, int Process);
