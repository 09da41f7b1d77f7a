using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Pages;

/// <summary>Every page, light and dark, wide and narrow: nothing that axe calls serious, no complaint of the browser, nothing cut off.</summary>
[Collection(PagesCollection.Name)]
public sealed class Accessibility(PagesHost shared, Browser browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 375)]
    public async Task Every_page_can_be_used_by_everybody(ColorScheme colours, int width)
    {
        await using var visitor = await browser.VisitAsync(shared.Host, width, colours);
        await visitor.Page.GotoAsync("/login");
        var found = new List<string>(await visitor.BarriersAsync());
        await visitor.LogInAsync(shared.Host.AdminKey);

        foreach (var path in (string[])["/runs", "/runs?status=Cancelled", "/runs/new", "/runs/new?pipeline=MultiNodeCalibration", $"/runs/{shared.Finished}", $"/runs/{shared.Failed}", "/nodes", "/schedules", "/openapi"])
        {
            await visitor.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
            found.AddRange((await visitor.BarriersAsync()).Select(b => $"{path}: {b}"));
            if (await visitor.OverflowsAsync())
                found.Add($"{path} is wider than {width} pixels");
        }

        found.ShouldBeEmpty();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_keyboard_alone_starts_and_opens_runs()
    {
        await using var visitor = await browser.VisitAsync(shared.Host);
        await visitor.LogInAsync(shared.Host.AdminKey);
        var page = visitor.Page;

        await page.Keyboard.PressAsync("Tab");
        (await page.Locator(":focus").InnerTextAsync()).ShouldBe("Skip to content");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        (await page.Locator(":focus").InnerTextAsync()).ShouldBe("New run");
        await page.Keyboard.PressAsync("Enter");

        await page.GetByRole(AriaRole.Heading, new() { Name = "New run" }).WaitForAsync();
        visitor.Complaints.ShouldBeEmpty();
    }
}
