using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Host.Simulator;

namespace Pipeline.Tests.Web.Pages;

/// <summary>One serving host for all tests of pages, with simulated nodes that hurry.</summary>
public sealed class PagesHost : IAsyncLifetime
{
    /// <summary>A file name that is markup, and would be noticed if it were taken for such.</summary>
    public const string Hostile = "<img src=x onerror=alert(1)>\"'&lt;{{7*7}}";

    private const double Speed = 4;

    public ServingHost Host { get; private set; } = null!;

    /// <summary>A run that has finished.</summary>
    public string Finished { get; private set; } = "";

    /// <summary>A run that has failed, with hostile text in its inputs.</summary>
    public string Failed { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Host = await ServingHost.StartAsync();
        Hurry(Host);
        Finished = await RunAsync("NodeHealthCheck", new { }, "Finished");
        Failed = await RunAsync("UnifyExisting", new { measurements = $"/nowhere/{Hostile}", ranks = 1 }, "Failed");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Lets a host's simulated nodes take less time.</summary>
    public static void Hurry(ServingHost host) => SimulatedCluster.Create(Path.Combine(host.Data, "nodes"), speed: Speed);

    /// <summary>The state of a run.</summary>
    public async Task<string> StatusAsync(string run) => (await Host.Admin().GetFromJsonAsync<JsonElement>($"/api/runs/{run}")).GetProperty("status").GetString()!;

    private async Task<string> RunAsync(string pipeline, object inputs, string end)
    {
        var started = await Host.Admin().PostAsJsonAsync("/api/runs", new { pipeline, inputs });
        var run = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run").GetString()!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await StatusAsync(run) != end)
            await Task.Delay(200, limit.Token);
        return run;
    }
}

/// <summary>The tests of pages, one after another: a browser and a host are enough load.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<PagesHost>, ICollectionFixture<Browser>
{
    public const string Name = "pages";
}
