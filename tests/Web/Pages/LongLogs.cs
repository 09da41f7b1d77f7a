using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Pages;

/// <summary>Logs stay readable however long they are, and whatever happens to the connection.</summary>
[Collection(PagesCollection.Name)]
public sealed class LongLogs(PagesHost shared, Browser browser)
{
    private const int Megabytes = 10;

    [Fact]
    public async Task Ten_megabytes_are_read_with_a_handful_of_lines_in_the_document()
    {
        var logs = await shared.Host.Admin().GetFromJsonAsync<JsonElement>($"/api/runs/{shared.Finished}/logs");
        var job = logs.EnumerateArray().First().GetProperty("job").GetString()!;
        var file = Directory.GetFiles(shared.Host.Data, "log", SearchOption.AllDirectories).Single(f => Path.GetFileName(Path.GetDirectoryName(f)) == job);
        var first = File.ReadLines(file).First(line => line.Trim().Length > 0);
        var text = new StringBuilder();
        for (var line = 1; text.Length < Megabytes * 1_000_000; line++)
            text.Append("measured layer ").Append(line).Append(" of the model, largest value 0.123456789 and so on and so forth\n");
        text.Append("the very last line\n");
        await File.AppendAllTextAsync(file, text.ToString());

        await using var visitor = await browser.VisitAsync(shared.Host);
        await visitor.LogInAsync(shared.Host.AdminKey);
        var page = visitor.Page;
        await page.GotoAsync($"/runs/{shared.Finished}");
        await page.Locator("[data-log]").First.ClickAsync();

        await page.Locator(".log-lines", new() { HasText = "the very last line" }).WaitForAsync();
        (await page.Locator(".log-lines").InnerTextAsync()).Split('\n').Length.ShouldBeLessThan(200);
        await page.Locator("#log-view").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Locator(".log-lines", new() { HasText = first }).WaitForAsync();
        (await page.GetByLabel("Follow").IsCheckedAsync()).ShouldBeFalse();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_goes_on_by_itself_after_its_host_was_killed()
    {
        await using var host = await ServingHost.StartAsync();
        PagesHost.Hurry(host);
        await using var visitor = await browser.VisitAsync(host);
        await visitor.LogInAsync(host.AdminKey);
        var page = visitor.Page;
        await visitor.StartDemoAsync("");
        await page.Locator(".step.running").First.WaitForAsync();
        await page.EvaluateAsync("window.neverLoadedAgain = true");

        await host.KillAsync();
        await page.GetByText("Connection lost").WaitForAsync();
        await host.StartAgainAsync();
        await visitor.SeesAsync("Finished");

        (await page.EvaluateAsync<bool>("window.neverLoadedAgain")).ShouldBeTrue();
        (await page.GetByText("Connection lost").IsVisibleAsync()).ShouldBeFalse();
    }
}
