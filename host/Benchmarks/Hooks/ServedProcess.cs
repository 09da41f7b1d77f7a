using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.Host.Benchmarks.Hooks;

/// <summary>This program serving in a process of its own, which can be killed and started again.</summary>
internal sealed class ServedProcess(IReadOnlyList<string> hostCommand, string dataFolder, string secret) : IDisposable
{
    private Process? process;

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>The admin key that its first start printed.</summary>
    public string AdminKey { get; private set; } = "";

    /// <summary>Processor time that it took so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it; returns when it answers. The second start listens where the first did.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(hostCommand[0], [.. hostCommand.Skip(1), "serve", "--json", "--urls", Address.GetLeftPart(UriPartial.Authority), "--data", dataFolder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["PIPELINE_Hooks__Secrets__calibrate"] = secret;
        process = Process.Start(info) ?? throw new InvalidOperationException($"{hostCommand[0]} could not be started.");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            var json = JsonDocument.Parse(line).RootElement;
            if (json.TryGetProperty("adminKey", out var key))
                AdminKey = key.GetString()!;
            if (!json.TryGetProperty("urls", out var urls))
                continue;
            Address = new Uri(urls[0].GetString()!);
            return;
        }

        throw new InvalidOperationException($"The host ended before it served; see {Path.Combine(dataFolder, "pipeline.log")}");
    }

    /// <summary>Ends it without warning (SIGKILL).</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process!.Kill();
        await process.WaitForExitAsync(cancellationToken);
        process.Dispose();
        process = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (process is null)
            return;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
