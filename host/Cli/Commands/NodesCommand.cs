using System.CommandLine;
using Pipeline.Host.Cli.Views;
using Spectre.Console;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>nodes</c>: the pool, and who holds what; <c>nodes check</c> looks at the nodes themselves.</summary>
internal static class NodesCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var nodes = factory.Make("nodes", "List the nodes and who holds them", [], async (context, cancellationToken) =>
        {
            var rows = await context.Services.Sessions.NodesAsync(context.Options, cancellationToken);
            if (context.Json)
                context.Object(NodeViews.Of(rows));
            else if (rows.Count == 0)
                context.Lines("There are no nodes. Describe them in a settings file and give it with --config, or make simulated ones with 'pipeline demo'.");
            else
                context.Console.Ansi.Write(NodeViews.Table(rows));
            foreach (var fault in rows.Select(n => n.Fault).OfType<string>())
                context.Console.Error.WriteLine($"pipeline: {fault}");
            return ExitCodes.Success;
        });
        nodes.Subcommands.Add(Check(factory));
        return nodes;
    }

    private static Command Check(CommandFactory factory) =>
        factory.Make("check", "Look at every node: cards, versions, ports, container, Ray, disk, workspace", [], async (context, cancellationToken) =>
        {
            var check = await context.Services.Sessions.CheckNodesAsync(context.Options, cancellationToken);
            if (context.Json)
                context.Object(PoolCheckJson.Of(check));
            else
                context.Lines(new PoolCheckText(context.Console.Width).Lines(check));
            return check.IsFine ? ExitCodes.Success : ExitCodes.Failure;
        });
}
