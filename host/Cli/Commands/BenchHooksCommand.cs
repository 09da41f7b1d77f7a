using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pipeline.Host.Benchmarks.Hooks;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>bench hooks</c>: whether hooks are accepted fast, and none lost or doubled when the host dies.</summary>
internal static class BenchHooksCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var rate = new Option<int>("--rate") { Description = "Posts a second", HelpName = "N", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "How long, in seconds", HelpName = "N", DefaultValueFactory = _ => 30 };
        return factory.Make("hooks", "Load a host with signed hooks and kill it in the middle", [rate, seconds], async (context, cancellationToken) =>
        {
            var (perSecond, length) = (context.Parsed.GetValue(rate), context.Parsed.GetValue(seconds));
            if (perSecond is < 1 or > 10_000 || length is < 2 or > 3600)
                throw new InputException($"--rate {perSecond} --seconds {length}: give 1 to 10000 posts a second for 2 to 3600 seconds.");
            var benchmark = new HookBenchmark(context.Services.HostCommand, context.Services.Clock, line => context.Console.Error.WriteLine($"{line} …"));
            var figures = await benchmark.RunAsync(perSecond, TimeSpan.FromSeconds(length), cancellationToken);
            if (context.Json)
                context.Object(JsonSerializer.SerializeToNode(figures, JsonSerializerOptions.Web)!);
            else
                context.Lines(Describe(figures));
            return figures.Sound ? ExitCodes.Success : ExitCodes.Failure;
        });
    }

    private static IEnumerable<string> Describe(HookFigures f) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{f.Posts} posts at {f.Rate} a second: {f.Accepted} accepted, {f.Refused} refused, {f.Unanswered} not answered while the host was dead"),
        string.Create(CultureInfo.InvariantCulture, $"outside the restart: median {f.MedianMilliseconds:0.0} ms, 99 % within {f.P99Milliseconds:0.0} ms; the restart took {f.RestartSeconds:0.0} s"),
        string.Create(CultureInfo.InvariantCulture, $"accepted without a run: {f.Missing}; doubled: {f.Doubled}; of {f.Replays} sent again, answered with another run: {f.ReplaysDifferent}"),
    ];
}
