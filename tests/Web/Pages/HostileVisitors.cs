using System.Net.Http.Json;
using System.Text.Json;

namespace Pipeline.Tests.Web.Pages;

/// <summary>Pages against text that would be markup, and against pages of others.</summary>
[Collection(PagesCollection.Name)]
public sealed class HostileVisitors(PagesHost shared, Browser browser)
{
    [Fact]
    public async Task Text_of_a_run_is_shown_as_text()
    {
        await using var visitor = await browser.VisitAsync(shared.Host);
        var alerts = 0;
        visitor.Page.Dialog += (_, dialog) => { alerts++; dialog.DismissAsync(); };
        await visitor.LogInAsync(shared.Host.AdminKey);

        await visitor.Page.GotoAsync($"/runs/{shared.Failed}");
        await visitor.Page.Locator("summary").ClickAsync();
        await visitor.Page.GetByText(PagesHost.Hostile).First.WaitForAsync();
        (await visitor.Page.Locator("main img").CountAsync()).ShouldBe(0);

        await visitor.Page.GotoAsync($"/runs/{Uri.EscapeDataString(PagesHost.Hostile)}");
        (await visitor.Page.Locator("main img").CountAsync()).ShouldBe(0);
        alerts.ShouldBe(0);
    }

    [Fact]
    public async Task Faults_of_a_form_are_told_beside_what_was_typed()
    {
        await using var visitor = await browser.VisitAsync(shared.Host);
        await visitor.LogInAsync(shared.Host.AdminKey);
        var page = visitor.Page;
        await page.GotoAsync("/runs/new?pipeline=UnifyExisting");
        await page.GetByLabel("measurements").FillAsync(PagesHost.Hostile);
        await page.GetByLabel("ranks").FillAsync("many");

        await page.GetByText("Start the run").ClickAsync();

        await page.GetByText("Nothing was started").WaitForAsync();
        var faults = await page.Locator(".alert li").AllInnerTextsAsync();
        faults.ShouldContain(f => f.Contains("ranks=many", StringComparison.Ordinal));
        faults.ShouldContain(f => f.Contains(PagesHost.Hostile, StringComparison.Ordinal));
        (await page.GetByLabel("measurements").InputValueAsync()).ShouldBe(PagesHost.Hostile);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8099")]
    [InlineData("http://evil.test")]
    public async Task A_form_of_another_site_starts_nothing(string origin)
    {
        await using var visitor = await browser.VisitAsync(shared.Host);
        await visitor.LogInAsync(shared.Host.AdminKey);
        var before = await RunsAsync();
        await visitor.Page.RouteAsync($"{origin}/**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"""<form method="post" action="{shared.Host.Address}runs/new/demo"><input name="fault" value=""><button>Win a prize</button></form>""",
        }));
        await visitor.Page.GotoAsync($"{origin}/prize");

        var answer = await visitor.Page.RunAndWaitForResponseAsync(() => visitor.Page.GetByText("Win a prize").ClickAsync(), r => r.Request.Method == "POST");

        answer.Status.ShouldBeOneOf(401, 403);
        (await RunsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_revoked_key_ends_an_open_page()
    {
        var key = await shared.Host.KeyAsync("viewer", "leaving");
        await using var visitor = await browser.VisitAsync(shared.Host);
        await visitor.LogInAsync(key);
        await visitor.Page.Locator("#runs tr").First.WaitForAsync();

        (await shared.Host.RunAsync("keys", "revoke", "leaving")).ExitCode.ShouldBe(0);

        await visitor.Page.WaitForURLAsync("**/login**");
    }

    private async Task<int> RunsAsync() =>
        (await shared.Host.Admin().GetFromJsonAsync<JsonElement>("/api/runs?limit=500")).GetProperty("runs").GetArrayLength();
}
