using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.Tests.Host;

/// <summary>Runs the built host as a user does, in a process of its own, on a data folder of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly ConcurrentBag<Process> started = [];

    public HostProcess() => Data = Directory.CreateTempSubdirectory("pipeline-test-").FullName;

    public string Data { get; }

    public Process Start(params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("dotnet", [BuiltHost.Program, .. arguments, "--data", Data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // Other tests set these for themselves, in the environment of the whole test process.
        foreach (var name in info.Environment.Keys.Where(n => n == "SSH_AUTH_SOCK" || n.StartsWith("PIPELINE_", StringComparison.Ordinal)).ToList())
            info.Environment.Remove(name);
        var process = Process.Start(info)!;
        started.Add(process);
        return process;
    }

    public async Task<Outcome> RunAsync(params IEnumerable<string> arguments)
    {
        var process = Start(arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <summary>The lines that the simulated node's tools wrote into its log.</summary>
    public IReadOnlyList<string> NodeLog(string node)
    {
        var file = Directory.GetFiles(Data, "log", SearchOption.AllDirectories).Single(f => Path.GetFileName(Path.GetDirectoryName(f)) == node);
        return ReadShared(file);
    }

    /// <summary>The lines of a file that the node's tools append to under an exclusive lock, held for an instant each time.</summary>
    public static IReadOnlyList<string> ReadShared(string file)
    {
        var watch = Stopwatch.StartNew();
        var spin = new SpinWait();
        while (true)
        {
            try
            {
                return File.ReadAllLines(file);
            }
            catch (IOException) when (watch.Elapsed < TimeSpan.FromSeconds(10))
            {
                spin.SpinOnce();
            }
        }
    }

    /// <summary>Ends what a failed test left running.</summary>
    public void Dispose()
    {
        foreach (var process in started)
        {
            try
            {
                process.Kill();
                process.WaitForExit();
            }
            catch (InvalidOperationException)
            {
                // The test has disposed of it.
            }

            process.Dispose();
        }

        Directory.Delete(Data, recursive: true);
    }
}

/// <summary>What a command printed and how it ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>The last line of standard output, which with <c>--json</c> is one object.</summary>
    public JsonElement Json => JsonDocument.Parse(Output.Trim().Split('\n')[^1]).RootElement;

    public IReadOnlyList<JsonElement> Steps => [.. Json.GetProperty("steps").EnumerateArray()];

    public JsonElement Step(string name) => Steps.Last(s => s.GetProperty("name").GetString() == name);
}
