using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Pages;

/// <summary>Somebody in front of a page. Whatever the browser complains about is remembered.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Milliseconds to wait for anything; long, since the machine may be busy.</summary>
    public const float Patience = 120_000;

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    internal Visitor(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(true, error);
        // A page that is left abandons its requests; only those that never got an answer while it was shown count.
        page.RequestFailed += (_, request) => Note(request.Failure != "net::ERR_ABORTED", $"{request.Url}: {request.Failure}");
        page.Request += (_, request) => Note(new Uri(request.Url).Host is not ("127.0.0.1" or ""), $"{request.Url} left the machine");
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about: console errors, failed requests, requests to elsewhere.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints];

    public async Task LogInAsync(string key)
    {
        await Page.GotoAsync("/login");
        await Page.GetByLabel("API key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Runs", Exact = true }).WaitForAsync();
    }

    /// <summary>Starts a demonstration with the form and comes to its page; returns the run's id.</summary>
    public async Task<string> StartDemoAsync(string fault)
    {
        await Page.GotoAsync("/runs/new");
        await Page.GetByLabel("What goes wrong").SelectOptionAsync(fault);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Start the demonstration" }).ClickAsync();
        await Page.WaitForURLAsync(url => url.Contains("/runs/", StringComparison.Ordinal) && !url.EndsWith("/new", StringComparison.Ordinal));
        return new Uri(Page.Url).Segments[^1];
    }

    /// <summary>Waits until the run's state is shown, without the page being loaded again.</summary>
    public Task SeesAsync(string state) => Page.Locator("#headline .pill", new() { HasText = state }).WaitForAsync();

    /// <summary>What axe finds serious or critical.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        var found = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return [.. found.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Id}: {v.Help} ({string.Join("; ", v.Nodes.Select(n => n.Html))})")];
    }

    /// <summary>Whether the page is wider than the window.</summary>
    public Task<bool> OverflowsAsync() => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth");

    public ValueTask DisposeAsync() => new(context.CloseAsync());

    private void Note(bool complains, string? what)
    {
        if (complains)
            complaints.Enqueue(what ?? "something failed");
    }
}
