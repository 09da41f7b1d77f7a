using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Designer;

/// <summary>What Studio's lists have in common: rows with menus and check boxes, actions on the chosen ones, questions before the dangerous ones.</summary>
/// <param name="page">The browser's tab.</param>
public sealed class StudioTable(IPage page)
{
    /// <summary>Waits until the rows are there, and the page's address says which: a dialog that is opened before is closed again.</summary>
    public async Task ShownAsync()
    {
        await page.Locator("table tbody tr").First.WaitForAsync();
        await page.WaitForURLAsync(url => url.Contains("page=", StringComparison.Ordinal));
    }

    /// <summary>The row with that text.</summary>
    public ILocator Row(string text) => page.Locator("table tbody tr", new() { HasText = text });

    /// <summary>Chooses from a row's menu.</summary>
    public async Task ChooseAsync(string row, string item)
    {
        await Row(row).Locator(".mud-menu button").ClickAsync();
        await ItemAsync(item);
    }

    /// <summary>Marks rows and chooses what to do with all of them.</summary>
    public async Task ChooseForAllAsync(IEnumerable<string> rows, string item)
    {
        foreach (var row in rows)
            await Row(row).Locator(".mud-checkbox input").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bulk actions" }).ClickAsync();
        await ItemAsync(item);
    }

    /// <summary>Chooses from the menu that is open.</summary>
    public Task ItemAsync(string item) => page.Locator(".mud-popover-open").GetByText(item, new() { Exact = true }).ClickAsync();

    /// <summary>Answers the question that is asked.</summary>
    public Task AnswerAsync(string button) => page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Waits until the row is gone.</summary>
    public Task GoneAsync(string row) => Row(row).WaitForAsync(new() { State = WaitForSelectorState.Detached });
}
