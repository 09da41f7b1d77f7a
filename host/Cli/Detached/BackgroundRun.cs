using System.Diagnostics;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Detached;

/// <summary>A run whose driving process is in the background: this program again, in a session of its own.</summary>
internal static class BackgroundRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts it and waits until it has told the run's id.</summary>
    public static async Task<int> StartAsync(
        SessionOptions session, string workflow, IReadOnlyDictionary<string, string> values, CliServices services, CliConsole console, bool json, string suffix)
    {
        var folder = Directory.CreateDirectory(Path.Combine(session.DataFolder, "hosts")).FullName;
        var name = Guid.NewGuid().ToString("N");
        string log = Path.Combine(folder, $"{name}.log"), announcement = Path.Combine(folder, $"{name}.run");
        List<string> words =
        [
            .. services.HostCommand, "run", workflow, .. values.SelectMany(v => new[] { "--set", $"{v.Key}={v.Value}" }),
            "--announce", announcement, "--data", session.DataFolder, .. session.ConfigFile is { } file ? new[] { "--config", file } : [],
        ];
        using var child = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", log, .. words]))
            ?? throw new InputException("The background process could not be started.");
        var started = services.Clock.GetTimestamp();
        while (!File.Exists(announcement))
        {
            if (child.HasExited && child.ExitCode == ExitCodes.Usage)
                throw new InputException([.. (await File.ReadAllLinesAsync(log)).Select(l => l.StartsWith("pipeline: ", StringComparison.Ordinal) ? l["pipeline: ".Length..] : l)]);
            if (child.HasExited || services.Clock.GetElapsedTime(started) > Patience)
                throw new InputException($"The background process did not start the run; its output is in {log}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), services.Clock);
        }

        var run = await File.ReadAllTextAsync(announcement);
        File.Delete(announcement);
        await console.Out.WriteLineAsync(json
            ? Json.Line(new JsonObject { ["run"] = run })
            : $"The run {run} goes on in the background.\n  watch:  pipeline logs {run} --follow{suffix}\n  state:  pipeline show {run}{suffix}\n  cancel: pipeline cancel {run}{suffix}");
        return ExitCodes.Success;
    }

    /// <summary>Tells the run's id, as a whole file at once.</summary>
    public static async Task AnnounceAsync(string file, string run)
    {
        await File.WriteAllTextAsync(file + ".tmp", run);
        File.Move(file + ".tmp", file);
    }
}
