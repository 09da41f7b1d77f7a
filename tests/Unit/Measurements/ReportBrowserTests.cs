using System.Diagnostics;
using System.Text.RegularExpressions;
using Pipeline.Activities.Measurements.Reporting;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>The page in a real browser: its script runs under its own policy and draws.</summary>
public sealed class ReportBrowserTests : IDisposable
{
    private const string Browser = "/usr/bin/chromium";

    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task The_charts_are_drawn_without_errors()
    {
        Samples.WriteSet(temp.Sub("model/g2"), [Samples.MoeRank(0, 4, e => e), Samples.MoeRank(1, 4, e => e + 1)]);
        await Report.WriteAsync(temp.Sub("model/g2"), temp.Sub("r.html"), null, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);

        string[] words = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", $"--user-data-dir={temp.Sub("profile")}", "--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom", $"file://{temp.Sub("r.html")}"];
        using var process = Process.Start(new ProcessStartInfo(Browser, words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var log = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var page = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        (await log).ShouldNotContain("CONSOLE");
        Regex.Count(page, "class=\"curve[ \"]").ShouldBeGreaterThan(5);
        Regex.Count(page, "<path class=\"idle\"").ShouldBe(1);
        page.ShouldContain("1 idle");
    }
}
