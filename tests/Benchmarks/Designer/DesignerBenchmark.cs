using Microsoft.Playwright;
using Pipeline.Host.Web.Designer;

namespace Pipeline.Benchmarks.Designer;

/// <summary>
/// Visits Elsa Studio on our host and, in the same run and by turns, on a server that does nothing but give the same files and
/// answers from memory. Our host is fresh for every round: its first visitor waits for what a start costs.
/// </summary>
internal sealed class DesignerBenchmark : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly CannedStudio canned;
    private readonly Action<string> tell;

    private DesignerBenchmark(IPlaywright playwright, IBrowser browser, CannedStudio canned, Action<string> tell) =>
        (this.playwright, this.browser, this.canned, this.tell) = (playwright, browser, canned, tell);

    /// <summary>Restores Studio when it is not there, and records our host's answers.</summary>
    public static async Task<DesignerBenchmark> PrepareAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        tell("Starting a host; its first start here restores the designer");
        await using var host = await ServedStudio.StartAsync(cancellationToken);
        await host.RestoredAsync(cancellationToken);

        var playwright = await Playwright.CreateAsync();
        // A container has no user namespaces for its sandbox, and little shared memory.
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        using var source = host.Client();
        var folder = Environment.GetEnvironmentVariable("PIPELINE_Designer__Folder") ?? Path.Combine(AppContext.BaseDirectory, "designer-assets");
        var canned = await CannedStudio.StartAsync(new StudioPackage(folder).Root, source, cancellationToken);
        var benchmark = new DesignerBenchmark(playwright, browser, canned, tell);
        tell("Recording its answers");
        await benchmark.VisitAsync(canned.Address, null, () => host.ImportAsync(LargeDefinition.Make(), cancellationToken), () => TimeSpan.Zero);
        canned.Seal();
        return benchmark;
    }

    /// <summary>Measures.</summary>
    /// <param name="rounds">How often.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<DesignerFigures> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        List<Round> ours = [], alone = [];
        for (var round = 1; round <= rounds; round++)
        {
            tell($"Round {round} of {rounds}");
            if (round % 2 == 0)
                alone.Add(await VisitCannedAsync());
            ours.Add(await VisitHostAsync(cancellationToken));
            if (round % 2 == 1)
                alone.Add(await VisitCannedAsync());
        }

        if (canned.Unknown.Count > 0)
            throw new InvalidOperationException($"The server with recorded answers was asked for more: {string.Join(", ", canned.Unknown.Distinct())}");
        return new DesignerFigures(Of(ours), Of(alone));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await canned.DisposeAsync();
    }

    private async Task<Round> VisitHostAsync(CancellationToken cancellationToken)
    {
        await using var host = await ServedStudio.StartAsync(cancellationToken);
        return await VisitAsync(host.Address, await host.LogInAsync(cancellationToken), () => host.ImportAsync(LargeDefinition.Make(), cancellationToken), () => host.ProcessorTime);
    }

    private Task<Round> VisitCannedAsync() => VisitAsync(canned.Address, null, () => Task.CompletedTask, () => TimeSpan.Zero);

    private async Task<Round> VisitAsync(Uri address, Cookie? session, Func<Task> beforeEditing, Func<TimeSpan> processorTime)
    {
        await using var visitor = await Visitor.ComeAsync(browser, address, session);
        var before = processorTime();
        var first = await visitor.OpenListAsync();
        var worked = processorTime() - before;
        var second = await visitor.OpenListAsync();
        await beforeEditing();
        var editor = await visitor.OpenEditorAsync();
        return visitor.Complaints.Count == 0
            ? new Round(first, worked, second, editor)
            : throw new InvalidOperationException($"The browser complained at {address}: {string.Join(Environment.NewLine, visitor.Complaints)}");
    }

    private static Seen Of(IReadOnlyList<Round> rounds) => new([.. rounds.Select(r => r.First)], [.. rounds.Select(r => r.Worked.TotalMilliseconds)], [.. rounds.Select(r => r.Second)], [.. rounds.Select(r => r.Editor)]);

    private sealed record Round(Visit First, TimeSpan Worked, Visit Second, EditorVisit Editor);
}
