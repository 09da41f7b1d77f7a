using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Designer;

/// <summary>Studio's editor.</summary>
public sealed class EditorScreen
{
    private readonly IPage page;

    private EditorScreen(IPage page) => this.page = page;

    private ILocator Nodes => page.Locator(".x6-node");

    private ILocator Edges => page.Locator(".x6-edge");

    /// <summary>Waits until it is there.</summary>
    public static async Task<EditorScreen> ShownAsync(IPage page)
    {
        await page.WaitForURLAsync("**/workflows/definitions/*/edit");
        await page.Locator(".x6-graph-svg").WaitForAsync();
        return new EditorScreen(page);
    }

    /// <summary>Waits for an activity in the diagram.</summary>
    public Task SeesAsync(string activity) => Node(activity).WaitForAsync();

    /// <summary>Drags an activity from the palette onto the diagram.</summary>
    public async Task DropAsync(string category, string activity, float x, float y)
    {
        var item = page.Locator("[draggable=true]", new() { HasText = activity }).First;
        if (!await item.IsVisibleAsync())
            await page.GetByText(category, new() { Exact = true }).First.ClickAsync();
        await item.WaitForAsync();
        var before = await Nodes.CountAsync();
        await item.DragToAsync(page.Locator(".x6-graph").First, new() { TargetPosition = new() { X = x, Y = y } });
        await Nodes.Nth(before).WaitForAsync();
    }

    /// <summary>Draws a connection from an activity's outcome to another activity.</summary>
    public async Task ConnectAsync(string from, string outcome, string to)
    {
        var before = await Edges.CountAsync();
        var (startX, startY) = await MiddleAsync(Port(from, outcome));
        var (endX, endY) = await MiddleAsync(Port(to, "In"));
        await page.Mouse.MoveAsync(startX, startY);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((startX + endX) / 2, (startY + endY) / 2, new() { Steps = 5 });
        await page.Mouse.MoveAsync(endX, endY, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await Edges.Nth(before).WaitForAsync();
    }

    /// <summary>Types an activity's input into its field.</summary>
    public async Task SetAsync(string activity, string input, string value)
    {
        await Node(activity).ClickAsync();
        var field = page.Locator(".mud-input-control", new() { HasText = input }).First.Locator("input").First;
        await SavedAsync($"\"value\":\"{value}\"", async () =>
        {
            await field.FillAsync(value);
            await field.PressAsync("Tab");
        });
    }

    /// <summary>Types an activity's first script anew.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="script">The script.</param>
    /// <param name="end">How the script ends, in characters that JSON leaves as they are.</param>
    public async Task ScriptAsync(string activity, string script, string end)
    {
        await Node(activity).ClickAsync();
        await page.Locator(".monaco-editor .view-lines").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await SavedAsync($"{end}\"", () => page.Keyboard.InsertTextAsync(script));
    }

    /// <summary>Publishes.</summary>
    public async Task PublishAsync()
    {
        await SavedAsync("\"publish\":true", () => page.Locator(".mud-button-group-root button").First.ClickAsync());
        await page.GetByText("Workflow published").WaitForAsync();
    }

    /// <summary>Makes the whole diagram visible.</summary>
    public Task ZoomToFitAsync() => page.Locator(".mud-toolbar button").First.ClickAsync();

    /// <summary>Runs it and comes to the viewer.</summary>
    public async Task<ViewerScreen> RunAsync()
    {
        await page.Locator("button.mud-success-text").ClickAsync();
        return await ViewerScreen.ShownAsync(page);
    }

    private ILocator Node(string activity) => page.Locator(".x6-node", new() { HasText = activity });

    private ILocator Port(string activity, string port) => Node(activity).Locator($"[port=\"{port}\"] .elsa-designer-port-hit-area");

    private static async Task<(float X, float Y)> MiddleAsync(ILocator port)
    {
        var box = (await port.BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    /// <summary>Does something and waits until Studio has saved a definition that holds a text.</summary>
    private async Task SavedAsync(string text, Func<Task> act)
    {
        var saved = await page.RunAndWaitForResponseAsync(act, answer =>
            answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal)
            && answer.Request.PostData?.Contains(text, StringComparison.Ordinal) == true);
        saved.Status.ShouldBe(200);
    }
}
