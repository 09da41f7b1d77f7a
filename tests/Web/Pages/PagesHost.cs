using System.Net.Http.Json;
using System.Text.Json;

namespace Pipeline.Tests.Web.Pages;

/// <summary>One serving host for all tests of pages, with simulated nodes that hurry.</summary>
public sealed class PagesHost : IAsyncLifetime
{
    private readonly SemaphoreSlim one = new(1);
    private string? finished;

    public ServingHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await ServingHost.StartAsync();

    /// <summary>The id of a run that has finished.</summary>
    public async Task<string> FinishedAsync()
    {
        await one.WaitAsync();
        try
        {
            return finished ??= await FinishAsync();
        }
        finally
        {
            one.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        one.Dispose();
        return Host.DisposeAsync();
    }

    private async Task<string> FinishAsync()
    {
        var client = Host.Admin();
        var started = await client.PostAsJsonAsync("/api/runs", new { pipeline = "NodeHealthCheck", inputs = new { } });
        var run = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run").GetString()!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await client.GetFromJsonAsync<JsonElement>($"/api/runs/{run}", limit.Token)).GetProperty("status").GetString() != "Finished")
            await Task.Delay(100, limit.Token);
        return run;
    }
}
