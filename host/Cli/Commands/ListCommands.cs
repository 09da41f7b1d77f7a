using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>runs</c>, <c>show</c>, <c>nodes</c>: what there is.</summary>
internal static class ListCommands
{
    private const int MostRuns = 50;
    private const int MostSteps = 1000;

    public static Command Runs(CommonOptions options, CliServices services, CliConsole console) => Listing(
        new Command("runs", "List the newest runs."), options, services, console, async (host, _) =>
        {
            var runs = await host.Runs.ListAsync(MostRuns);
            var now = services.Clock.GetUtcNow();
            return (new JsonObject { ["runs"] = new JsonArray([.. runs.Select(r => RunJson.Head(r, now))]) }, () => console.Ansi.Write(RunList.Table(runs, now)));
        });

    public static Command Nodes(CommonOptions options, CliServices services, CliConsole console) => Listing(
        new Command("nodes", "List the nodes of the pool and who holds them."), options, services, console, async (host, _) =>
        {
            var nodes = await host.NodesAsync();
            return (NodeViews.Of(nodes), () => console.Ansi.Write(NodeViews.Table(nodes)));
        });

    public static Command Show(CommonOptions options, CliServices services, CliConsole console)
    {
        var id = RunArgument();
        return Listing(
            new Command("show", "Show a run: steps, outputs, or what went wrong and what helps.") { id }, options, services, console, async (host, parsed) =>
            {
                var run = await host.Runs.FindAsync(parsed.GetRequiredValue(id))
                    ?? throw new InputException($"There is no run '{parsed.GetRequiredValue(id)}'. 'pipeline runs' lists those there are.");
                var now = services.Clock.GetUtcNow();
                return (RunJson.Of(run, now), () =>
                {
                    console.Ansi.Write(new RunTable(now, console.Width, MostSteps, console.Ansi.Profile.Capabilities.Unicode).Of(run));
                    console.Out.WriteLine();
                    foreach (var line in new RunSummary(options.Suffix(parsed), now).Lines(run))
                        console.Out.WriteLine(line);
                });
            });
    }

    /// <summary>The argument of commands about one run.</summary>
    public static Argument<string> RunArgument() => new("RUN") { Description = "The run's id, or the beginning of it." };

    private static Command Listing(
        Command command, CommonOptions options, CliServices services, CliConsole console, Func<IHostSession, ParseResult, Task<(JsonObject Json, Action Text)>> look)
    {
        command.SetAction(async parsed =>
        {
            await using var host = await services.Sessions.OpenAsync(options.Session(parsed));
            var (json, text) = await look(host, parsed);
            if (parsed.GetValue(options.Json))
                await console.Out.WriteLineAsync(Json.Line(json));
            else
                text();
            return ExitCodes.Success;
        });
        return command;
    }
}
