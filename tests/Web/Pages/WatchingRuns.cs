using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Pages;

/// <summary>A demonstration as somebody follows it in the browser, from the form to its end.</summary>
[Collection(PagesCollection.Name)]
public sealed class WatchingRuns(PagesHost shared, Browser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task A_failing_run_is_watched_live_understood_and_retried(int width)
    {
        await using var visitor = await browser.VisitAsync(shared.Host, width);
        await visitor.LogInAsync(shared.Host.AdminKey);
        var page = visitor.Page;

        await visitor.StartDemoAsync("oom:once");
        await page.Locator(".step.running").First.WaitForAsync();
        await visitor.SeesAsync("Failed");

        var failure = page.Locator("#ending .alert.failed");
        (await failure.InnerTextAsync()).ShouldContain("Calibrate");
        (await failure.Locator(".remedy").InnerTextAsync()).ShouldContain("-t");
        (await page.Locator(".graph .node.failed").First.IsVisibleAsync()).ShouldBeTrue();
        (await page.TitleAsync()).ShouldContain("Failed");
        await page.Locator("#log-view", new() { HasText = "memory" }).WaitForAsync();
        (await visitor.OverflowsAsync()).ShouldBeFalse();

        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await visitor.SeesAsync("Finished");

        (await page.Locator("#serve-commands").InnerTextAsync()).ShouldContain("vllm serve");
        (await visitor.OverflowsAsync()).ShouldBeFalse();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_running_run_is_cancelled_with_a_button()
    {
        await using var visitor = await browser.VisitAsync(shared.Host);
        await visitor.LogInAsync(shared.Host.AdminKey);
        var page = visitor.Page;
        page.Dialog += (_, dialog) => dialog.AcceptAsync();

        await visitor.StartDemoAsync("slow:4");
        await page.Locator(".step.running").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel run" }).ClickAsync();
        await visitor.SeesAsync("Cancelled");

        (await page.GetByRole(AriaRole.Button, new() { Name = "Cancel run" }).CountAsync()).ShouldBe(0);
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_viewer_watches_and_has_no_buttons()
    {
        await using var visitor = await browser.VisitAsync(shared.Host);
        await visitor.LogInAsync(await shared.Host.KeyAsync("viewer", "watcher"));

        await visitor.Page.GotoAsync($"/runs/{shared.Finished}");
        await visitor.SeesAsync("Finished");

        (await visitor.Page.Locator("main form").CountAsync()).ShouldBe(0);
        (await visitor.Page.GotoAsync("/runs/new"))!.Status.ShouldBe(403);
    }
}
