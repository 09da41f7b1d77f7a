using System.Globalization;
using System.Text.Json;

namespace Pipeline.Host.Benchmarks.Hooks;

/// <summary>
/// Loads a host of its own with signed hooks, kills it in the middle, starts it again, sends everything that was accepted
/// once more, and counts: every accepted delivery must have exactly one run.
/// </summary>
internal sealed class HookBenchmark(IReadOnlyList<string> hostCommand, TimeProvider clock, Action<string> tell)
{
    private const string Secret = "whsec_cGlwZWxpbmUtYmVuY2gtaG9va3M=";
    private const int PageSize = 500;
    private const int ReplaysAtOnce = 16;
    private const int TriesToRemove = 150;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs it.</summary>
    public async Task<HookFigures> RunAsync(int rate, TimeSpan duration, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("pipeline-bench-").FullName;
        try
        {
            using var host = new ServedProcess(hostCommand, data, Secret);
            tell("Starting a host");
            await host.StartAsync(cancellationToken);
            using var load = new HookLoad(host.Address, Web.Hooks.StandardWebhook.Key(Secret), clock);
            tell("Warming up");
            var warmed = (await load.RunAsync("warm-up", rate, WarmUp, cancellationToken)).Select(p => p.Run).ToHashSet();

            tell($"Posting {rate} a second for {duration.TotalSeconds:0} s; killing the host in the middle");
            var began = clock.GetTimestamp();
            var posting = load.RunAsync("delivery", rate, duration, cancellationToken);
            await Task.Delay(duration / 2, clock, cancellationToken);
            var down = clock.GetElapsedTime(began);
            await host.KillAsync(cancellationToken);
            await host.StartAsync(cancellationToken);
            var up = clock.GetElapsedTime(began);
            var posts = await posting;

            tell("Sending everything accepted once more");
            var accepted = posts.Where(p => p.Accepted).ToList();
            var different = await ReplayAsync(load, accepted, cancellationToken);
            tell("Counting runs");
            var runs = (await RunsAsync(host, cancellationToken)).Where(r => !warmed.Contains(r)).ToList();
            return HookFigures.Of(rate, duration, posts, (down, up), runs, different);
        }
        finally
        {
            await RemoveAsync(data);
        }
    }

    /// <summary>Jobs that the dead hosts left still write for a while.</summary>
    private async Task RemoveAsync(string folder)
    {
        for (var left = TriesToRemove; ; left--)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(BetweenTries, clock);
            }
        }
    }

    /// <summary>How many replays were answered with another run than the first time, or not at all.</summary>
    private static async Task<int> ReplayAsync(HookLoad load, IReadOnlyList<Post> accepted, CancellationToken cancellationToken)
    {
        var different = 0;
        await Parallel.ForEachAsync(accepted, new ParallelOptions { MaxDegreeOfParallelism = ReplaysAtOnce, CancellationToken = cancellationToken }, async (post, token) =>
        {
            Post again;
            do
                again = await load.AgainAsync(post, token);
            while (again.Status == 429);
            if (again.Run != post.Run)
                Interlocked.Increment(ref different);
        });
        return different;
    }

    private static async Task<IReadOnlyList<string>> RunsAsync(ServedProcess host, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", host.AdminKey);
        var runs = new List<string>();
        for (var skip = 0; ; skip += PageSize)
        {
            var text = await client.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/api/runs?limit={PageSize}&skip={skip}"), UriKind.Relative), cancellationToken);
            var page = JsonDocument.Parse(text).RootElement.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("run").GetString()!).ToList();
            runs.AddRange(page);
            if (page.Count < PageSize)
                return runs;
        }
    }
}
