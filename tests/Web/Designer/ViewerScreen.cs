using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Designer;

/// <summary>Studio's viewer of an instance, and our bar above it.</summary>
public sealed class ViewerScreen
{
    private readonly IPage page;

    private ViewerScreen(IPage page) => this.page = page;

    /// <summary>The instance.</summary>
    public string Instance => new Uri(page.Url).Segments[^2].TrimEnd('/');

    /// <summary>Waits until it is there.</summary>
    public static async Task<ViewerScreen> ShownAsync(IPage page)
    {
        await page.WaitForURLAsync("**/workflows/instances/*/view");
        await page.Locator(".x6-node").First.WaitForAsync();
        return new ViewerScreen(page);
    }

    /// <summary>Waits until the bar says how the run is.</summary>
    public Task IsAsync(string state) => page.Locator("#standing .pill", new() { HasText = state }).WaitForAsync();

    /// <summary>Waits for a row of the journal.</summary>
    public Task TellsAsync(string activity, string what) => Rows(activity, what).First.WaitForAsync();

    /// <summary>How often the journal tells something.</summary>
    public Task<int> CountAsync(string activity, string what) => Rows(activity, what).CountAsync();

    /// <summary>Waits for an activity's mark in the diagram.</summary>
    public Task MarksAsync(string activity, Mark mark, string? text = null) =>
        page.Locator(".x6-node", new() { HasText = activity }).Locator($".mud-badge.mud-theme-{mark.ToString().ToLowerInvariant()}", new() { HasText = text }).WaitForAsync();

    /// <summary>Retries the failed run.</summary>
    public async Task<ViewerScreen> RetryAsync()
    {
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync(),
            answer => answer.Request.IsNavigationRequest && answer.Request.Method == "GET");
        return await ShownAsync(page);
    }

    /// <summary>Follows the bar's link to the run's own page.</summary>
    public async Task RunPageAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Run page" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
    }

    /// <summary>Whether the page is still the one that was marked by the first call.</summary>
    public async Task<bool> IsSamePageAsync() => await page.EvaluateAsync<bool>("() => { const was = window.wasHere === true; window.wasHere = true; return was; }");

    private ILocator Rows(string activity, string what) => page.Locator(".mud-timeline-item", new() { HasText = activity }).Filter(new() { HasText = what });
}

/// <summary>Studio's marks on activities, by their colour in its theme.</summary>
public enum Mark
{
    /// <summary>It waits for something.</summary>
    Warning,

    /// <summary>It was completed so many times.</summary>
    Success,

    /// <summary>It failed.</summary>
    Error,
}
