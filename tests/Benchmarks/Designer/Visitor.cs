using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Pipeline.Benchmarks.Designer;

/// <summary>Somebody with a browser that has seen nothing yet. The page itself measures: it looks at itself with every frame.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>Milliseconds to wait for anything.</summary>
    private const float Patience = 300_000;

    /// <summary>Nothing to do for so many milliseconds counts as settled.</summary>
    private const int Quiet = 1_000;

    private const string Watch =
        """
        (() => {
          window.longTasks = [];
          new PerformanceObserver(list => list.getEntries().forEach(task => longTasks.push([task.startTime, task.duration]))).observe({ type: "longtask", buffered: true });
          window.ready = looks => new Promise(resolve => {
            const look = () => looks() ? resolve(performance.now()) : requestAnimationFrame(look);
            look();
          });
          window.hits = element => {
            if (!element) return false;
            const box = element.getBoundingClientRect();
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return hit !== null && element.contains(hit);
          };
          window.quiet = pause => new Promise(resolve => {
            const look = () => {
              const [start, duration] = longTasks.at(-1) ?? [0, 0];
              performance.now() - start - duration > pause ? resolve(start + duration) : setTimeout(look, 100);
            };
            setTimeout(look, pause);
          });
          window.longest = since => Math.max(0, ...longTasks.filter(([start, duration]) => start + duration > since).map(([, duration]) => duration));
        })();
        """;

    private const string List = """ready(() => hits([...document.querySelectorAll("tr")].find(row => row.textContent.includes("MultiNodeCalibration"))))""";

    private static readonly string Editor = string.Create(
        CultureInfo.InvariantCulture,
        $$"""ready(() => [...document.querySelectorAll(".x6-node")].filter(node => node.textContent.trim()).length >= {{LargeDefinition.Activities}})""");

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visitor(IBrowserContext context) => this.context = context;

    /// <summary>What the browser complained about.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Comes to a server.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="address">Where the server answers.</param>
    /// <param name="session">The cookie of a login, if it needs one.</param>
    public static async Task<Visitor> ComeAsync(IBrowser browser, Uri address, Cookie? session)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = address.ToString(), ViewportSize = new() { Width = 1600, Height = 1000 } });
        context.SetDefaultTimeout(Patience);
        await context.AddInitScriptAsync(Watch);
        if (session is not null)
            await context.AddCookiesAsync([session]);
        return new Visitor(context);
    }

    /// <summary>Opens the list of definitions; it can be used when a row of it can be clicked.</summary>
    public Task<Visit> OpenListAsync() => OpenAsync("/workflows/definitions", List, (_, visit) => Task.FromResult(visit));

    /// <summary>Opens <see cref="LargeDefinition"/>, then drags the canvas, zooms, and selects an activity.</summary>
    public Task<EditorVisit> OpenEditorAsync() => OpenAsync($"/workflows/definitions/{LargeDefinition.Id}/edit", Editor, async (page, visit) =>
    {
        var settled = await QuietAsync(page);
        var box = await page.Locator(".x6-graph").First.BoundingBoxAsync() ?? throw new InvalidOperationException("The editor has no canvas.");
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        var pan = await LongestAsync(page, async () =>
        {
            await page.Mouse.MoveAsync(x, box.Y + 12);
            await page.Mouse.DownAsync();
            for (var step = 1; step <= 10; step++)
                await page.Mouse.MoveAsync(x - (step * 20), box.Y + 12 + (step * 10));
            await page.Mouse.UpAsync();
        });
        var zoom = await LongestAsync(page, async () =>
        {
            await page.Mouse.MoveAsync(x, y);
            await page.Keyboard.DownAsync("Control");
            for (var step = 0; step < 5; step++)
                await page.Mouse.WheelAsync(0, step % 2 == 0 ? -120 : 120);
            await page.Keyboard.UpAsync("Control");
        });
        var select = await LongestAsync(page, () => page.Locator(".x6-node", new() { HasText = "step45" }).First.ClickAsync());
        return new EditorVisit(visit, Math.Max(0, settled - visit.Ready), pan, zoom, select);
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(context.CloseAsync());

    private async Task<T> OpenAsync<T>(string path, string ready, Func<IPage, Visit, Task<T>> then)
    {
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add($"{path}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{path}: {error}");
        var traffic = await Traffic.OfAsync(page);
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        var at = await page.EvaluateAsync<double>(ready);
        // What is under way when the screen can be used belongs to its weight.
        await QuietAsync(page);
        var answer = await page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].responseEnd");
        var result = await then(page, new Visit(at, traffic.Requests, traffic.Bytes, answer));
        await page.CloseAsync();
        return result;
    }

    private static Task<double> QuietAsync(IPage page) => page.EvaluateAsync<double>(string.Create(CultureInfo.InvariantCulture, $"quiet({Quiet})"));

    private static async Task<double> LongestAsync(IPage page, Func<Task> act)
    {
        var began = await page.EvaluateAsync<double>("performance.now()");
        await act();
        await QuietAsync(page);
        return await page.EvaluateAsync<double>("since => longest(since)", began);
    }
}
