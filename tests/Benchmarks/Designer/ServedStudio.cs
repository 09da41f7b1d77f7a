using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Pipeline.Host.Benchmarks.Hooks;

namespace Pipeline.Benchmarks.Designer;

/// <summary>Our host, fresh: a process of its own on an empty data folder.</summary>
internal sealed class ServedStudio : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private readonly string data = Directory.CreateTempSubdirectory("pipeline-bench-designer-").FullName;
    private readonly ServedProcess process;

    private ServedStudio() => process = new ServedProcess(["dotnet", Path.Combine(AppContext.BaseDirectory, "Pipeline.Host.dll")], data, "not used");

    /// <summary>Where it answers.</summary>
    public Uri Address => process.Address;

    /// <summary>Processor time that it took so far.</summary>
    public TimeSpan ProcessorTime => process.ProcessorTime;

    /// <summary>Starts it; returns when it says that it serves.</summary>
    public static async Task<ServedStudio> StartAsync(CancellationToken cancellationToken)
    {
        var host = new ServedStudio();
        await host.process.StartAsync(cancellationToken);
        return host;
    }

    /// <summary>A client that shows the admin key.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", process.AdminKey);
        return client;
    }

    /// <summary>Waits until Studio's files are there: the first start on a machine restores them.</summary>
    public async Task RestoredAsync(CancellationToken cancellationToken)
    {
        using var client = Client();
        while (!(await client.GetAsync(new Uri("/workflows/definitions", UriKind.Relative), cancellationToken)).IsSuccessStatusCode)
            await Task.Delay(BetweenLooks, cancellationToken);
    }

    /// <summary>Logs in as a person does; returns the session's cookie.</summary>
    public async Task<Cookie> LogInAsync(CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new() };
        using var client = new HttpClient(handler) { BaseAddress = Address };
        using var form = new FormUrlEncodedContent([new("key", process.AdminKey)]);
        await client.PostAsync(new Uri("/login", UriKind.Relative), form, cancellationToken);
        var cookie = handler.CookieContainer.GetCookies(Address).Single();
        return new Cookie { Name = cookie.Name, Value = cookie.Value, Url = Address.ToString() };
    }

    /// <summary>Brings a definition in.</summary>
    public async Task ImportAsync(JsonObject definition, CancellationToken cancellationToken)
    {
        using var client = Client();
        var answer = await client.PostAsJsonAsync("/elsa/api/workflow-definitions/import", definition, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await process.KillAsync(CancellationToken.None);
        Directory.Delete(data, recursive: true);
    }
}
