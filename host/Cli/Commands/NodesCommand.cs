using System.CommandLine;
using Pipeline.Host.Cli.Views;
using Spectre.Console;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>nodes</c>: the pool, and who holds what.</summary>
internal static class NodesCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        return factory.Make("nodes", "List the nodes and who holds them", [], async (context, cancellationToken) =>
        {
            var nodes = await context.Services.Sessions.NodesAsync(context.Options, cancellationToken);
            if (context.Json)
                context.Object(NodeViews.Of(nodes));
            else if (nodes.Count == 0)
                context.Lines("There are no nodes. Describe them in a settings file and give it with --config, or make simulated ones with 'pipeline demo'.");
            else
                context.Console.Ansi.Write(NodeViews.Table(nodes));
            foreach (var fault in nodes.Select(n => n.Fault).OfType<string>())
                context.Console.Error.WriteLine($"pipeline: {fault}");
            return ExitCodes.Success;
        });
    }
}
