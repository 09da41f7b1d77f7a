using System.CommandLine;

namespace Pipeline.Host.Cli.Commands;

/// <summary>The whole tree of commands.</summary>
internal static class RootOf
{
    /// <summary>The root.</summary>
    public static RootCommand All(CommandFactory factory, int width)
    {
        var root = EmptyRoot.Of(width);
        foreach (var command in (Command[])
        [
            DemoCommand.Of(factory), RunCommand.Of(factory), PlanCommand.Of(factory), RunsCommand.Of(factory), ShowCommand.Of(factory),
            LogsCommand.Of(factory), RetryCommand.Of(factory), CancelCommand.Of(factory), NodesCommand.Of(factory),
            SimulateCommand.Of(factory), MeasurementsCommand.Of(factory), ServeCommand.Of(factory), SchedulesCommand.Of(factory), KeysCommand.Of(factory), AuditCommand.Of(factory),
            BenchCommand.Of(factory), DefinitionsCommand.Of(factory),
        ])
        {
            root.Subcommands.Add(command);
        }
        return root;
    }
}
