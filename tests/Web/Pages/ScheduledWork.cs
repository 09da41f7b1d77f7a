using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Pages;

/// <summary>The page of schedules, as an operator uses it.</summary>
[Collection(PagesCollection.Name)]
public sealed class ScheduledWork(PagesHost shared, Browser browser)
{
    [Fact]
    public async Task A_schedule_is_run_watched_paused_and_resumed()
    {
        await using var visitor = await browser.VisitAsync(shared.Host, 375, ColorScheme.Dark);
        await visitor.LogInAsync(shared.Host.AdminKey);
        var page = visitor.Page;
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Schedules" }).ClickAsync();
        var health = page.Locator("#schedule-NightlyNodeHealth");

        await page.GetByRole(AriaRole.Button, new() { Name = "Run now: NightlyNodeHealth" }).ClickAsync();
        await health.Locator("li", new() { HasText = "gaudi-2" }).Locator(".pill", new() { HasText = "finished" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause NightlyNodeHealth" }).ClickAsync();
        await health.Locator(".pill.paused", new() { HasText = "Paused" }).WaitForAsync();
        (await visitor.BarriersAsync()).ShouldBeEmpty();
        (await visitor.OverflowsAsync()).ShouldBeFalse();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume NightlyNodeHealth" }).ClickAsync();
        await health.Locator(".pill", new() { HasText = "Off" }).WaitForAsync();

        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_viewer_sees_schedules_and_has_no_buttons()
    {
        await using var visitor = await browser.VisitAsync(shared.Host);
        await visitor.LogInAsync(await shared.Host.KeyAsync("viewer", "schedule-watcher"));

        await visitor.Page.GotoAsync("/schedules");
        await visitor.Page.Locator("#schedule-NightlyRecalibration").WaitForAsync();

        (await visitor.Page.Locator("main form").CountAsync()).ShouldBe(0);
    }
}
