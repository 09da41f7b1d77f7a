using Pipeline.Tests.Web.Pages;

namespace Pipeline.Tests.Web.Designer;

/// <summary>A serving host with the restored designer and simulated nodes that hurry, and somebody logged in before it: Studio takes seconds to load, so its files are fetched once.</summary>
public sealed class StudioFixture : IAsyncLifetime
{
    private const int Width = 1600;
    private static readonly TimeSpan Restored = TimeSpan.FromMinutes(5);

    private readonly Browser browser = new();
    private Visitor visitor = null!;

    public ServingHost Host { get; private set; } = null!;

    /// <summary>The folder of the simulated nodes.</summary>
    public string Nodes => Path.Combine(Host.Data, "nodes");

    public async ValueTask InitializeAsync()
    {
        Host = await ServingHost.StartWithDesignerAsync();
        PagesHost.Hurry(Host);
        await browser.InitializeAsync();
        visitor = await browser.VisitAsync(Host, Width);
        await visitor.LogInAsync(Host.AdminKey);
        using var limit = new CancellationTokenSource(Restored);
        // Until the restore is over its pages say so.
        while (!(await Host.Admin().GetAsync(new Uri("/workflows/definitions", UriKind.Relative), limit.Token)).IsSuccessStatusCode)
            await Task.Delay(TimeSpan.FromSeconds(1), limit.Token);
    }

    /// <summary>Studio, for one test.</summary>
    public Studio Visit() => new(visitor);

    public async ValueTask DisposeAsync()
    {
        await visitor.DisposeAsync();
        await browser.DisposeAsync();
        await Host.DisposeAsync();
    }
}

/// <summary>The tests of Studio, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class StudioCollection : ICollectionFixture<StudioFixture>
{
    public const string Name = "studio";
}
