using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pipeline.Host.Benchmarks.Nodes;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>bench nodes</c>: what commands on many nodes cost, and watching many jobs there.</summary>
internal static class BenchNodesCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var small = new Option<bool>("--small") { Description = "8 servers and 40 jobs instead of 64 and 1000" };
        return factory.Make("nodes", "Run commands on 64 SSH servers of this machine, against xargs ssh and clush, and watch 1000 jobs there", [small], async (context, cancellationToken) =>
        {
            var scale = context.Parsed.GetValue(small) ? NodeScale.Small : NodeScale.Full;
            var benchmark = new NodeBenchmark(context.Services.Clock, line => context.Console.Error.WriteLine($"{line} …"));
            var figures = await benchmark.RunAsync(scale, cancellationToken);
            if (context.Json)
                context.Object(JsonSerializer.SerializeToNode(figures, JsonSerializerOptions.Web)!);
            else
                context.Lines(Describe(figures));
            return ExitCodes.Success;
        });
    }

    private static IEnumerable<string> Describe(NodeFigures f) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"one command on {f.Nodes} nodes: xargs -P{f.Nodes} ssh {f.SshSeconds:0.000} s, clush {(f.ClushSeconds is { } clush ? clush.ToString("0.000 s", CultureInfo.InvariantCulture) : "is not installed (apt install clustershell)")}"),
        string.Create(CultureInfo.InvariantCulture, $"with new connections: {f.FirstSeconds:0.000} s, {f.FirstRatio:0.0} times as fast; in a process that never connected before: {f.ColdSeconds:0.000} s"),
        string.Create(CultureInfo.InvariantCulture, $"over open connections: {f.WarmSeconds:0.000} s, {f.WarmRatio:0.0} times as fast"),
        string.Create(CultureInfo.InvariantCulture, $"{f.Jobs} idle jobs: started in {f.StartSeconds:0.0} s, watched with {f.PollShare * 100:0.0} % of one processor"),
    ];
}
