using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Pipeline.Tests.Web;

/// <summary>The built host serving in a process of its own, on a free port and a data folder of its own, as a user starts it.</summary>
public sealed class ServingHost : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly List<HttpClient> clients = [];
    private readonly ConcurrentQueue<string> errors = new();
    private Process process;

    private readonly bool withDesigner;
    private readonly string? designerFolder;

    private ServingHost(string data, IEnumerable<string> arguments, bool withDesigner, string? designerFolder)
    {
        Data = data;
        this.withDesigner = withDesigner;
        this.designerFolder = designerFolder;
        process = Launch(data, "http://127.0.0.1:0", arguments);
    }

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The admin key that the first start printed.</summary>
    public string AdminKey { get; private set; } = "";

    /// <summary>The hook secret it was started with.</summary>
    public const string HookSecret = "the secret of the hook under test";

    /// <summary>How long the first start took, from the process's start to its announcement.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Starts a host on an empty folder; the designer stays as it is there.</summary>
    public static Task<ServingHost> StartAsync(params IEnumerable<string> arguments) => StartAsync(arguments, withDesigner: false);

    /// <summary>Starts a host that restores the designer when it is not there yet.</summary>
    public static Task<ServingHost> StartWithDesignerAsync() => StartAsync([], withDesigner: true);

    /// <summary>Starts a host whose designer lies in a folder, restored or not.</summary>
    public static Task<ServingHost> StartWithDesignerAsync(string folder) => StartAsync([], withDesigner: false, folder);

    private static async Task<ServingHost> StartAsync(IEnumerable<string> arguments, bool withDesigner, string? designerFolder = null)
    {
        var data = Directory.CreateTempSubdirectory("pipeline-web-").FullName;
        var watch = Stopwatch.StartNew();
        var host = new ServingHost(data, arguments, withDesigner, designerFolder);
        await host.AnnouncedAsync();
        host.StartTime = watch.Elapsed;
        return host;
    }

    /// <summary>What it wrote to standard error.</summary>
    public string Errors => string.Join('\n', errors);

    /// <summary>A client that shows the key; without one, a stranger.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        clients.Add(client);
        return client;
    }

    /// <summary>A client that shows the admin key.</summary>
    public HttpClient Admin() => Client(AdminKey);

    /// <summary>Makes a key of a role with the command line, as an administrator does.</summary>
    public async Task<string> KeyAsync(string role, string? name = null)
    {
        var outcome = await RunAsync("keys", "add", name ?? role, "--role", role, "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        return outcome.Json.GetProperty("key").GetString()!;
    }

    /// <summary>Runs another command on the same data folder.</summary>
    public async Task<Outcome> RunAsync(params IEnumerable<string> arguments)
    {
        using var command = Process.Start(Info([.. arguments, "--data", Data]))!;
        using var limit = new CancellationTokenSource(Limit);
        var output = command.StandardOutput.ReadToEndAsync(limit.Token);
        var error = command.StandardError.ReadToEndAsync(limit.Token);
        await command.WaitForExitAsync(limit.Token);
        return new Outcome(command.ExitCode, await output, await error);
    }

    /// <summary>Ends the process without warning (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop (SIGTERM); returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await signal.WaitForExitAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(Limit).Token);
        return process.ExitCode;
    }

    /// <summary>Starts it again on the same folder and address.</summary>
    public async Task StartAgainAsync(params IEnumerable<string> arguments)
    {
        process.Dispose();
        process = Launch(Data, Address.ToString().TrimEnd('/'), arguments);
        await AnnouncedAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        clients.ForEach(c => c.Dispose());
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        await RemoveAsync();
    }

    /// <summary>Jobs that a killed host left still write for a while.</summary>
    private async Task RemoveAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                Directory.Delete(Data, recursive: true);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(200, limit.Token);
            }
        }
    }

    private Process Launch(string data, string url, IEnumerable<string> arguments)
    {
        var info = Info(["serve", "--json", "--urls", url, "--data", data, .. arguments]);
        info.Environment["PIPELINE_Hooks__Secrets__calibrate"] = HookSecret;
        info.Environment["PIPELINE_Hooks__Secrets__designed"] = HookSecret;
        info.Environment["PIPELINE_Designer__Restore"] = withDesigner ? "true" : "false";
        if (designerFolder is not null)
            info.Environment["PIPELINE_Designer__Folder"] = designerFolder;
        var process = Process.Start(info)!;
        process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        return process;
    }

    private async Task AnnouncedAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            var json = JsonDocument.Parse(line).RootElement;
            if (json.TryGetProperty("adminKey", out var key))
                AdminKey = key.GetString()!;
            if (!json.TryGetProperty("urls", out var urls))
                continue;
            Address = new Uri(urls[0].GetString()!);
            return;
        }

        throw new InvalidOperationException("The host ended before it served.");
    }

    private static ProcessStartInfo Info(IEnumerable<string> arguments) => new("dotnet", [BuiltHost.Program, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };
}

/// <summary>What a command printed and how it ended.</summary>
public sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>The last line of standard output, which with <c>--json</c> is one object.</summary>
    public JsonElement Json => JsonDocument.Parse(Output.Trim().Split('\n')[^1]).RootElement;
}
