using System.CommandLine;
using System.CommandLine.Help;

namespace Pipeline.Host.Cli.Commands;

/// <summary>The whole tree of commands.</summary>
internal static class RootOf
{
    private const int WidestHelp = 100;

    /// <summary>The root.</summary>
    public static RootCommand All(CommandFactory factory, int width)
    {
        var root = new RootCommand("FP8 calibration for vLLM on Intel Gaudi, as workflows that retry, branch and survive crashes.") { HelpName = "pipeline" };
        root.Options.Add(CommonOptions.Json());
        root.Options.Add(CommonOptions.Data());
        root.Options.Add(CommonOptions.Config());
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

        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpAction { MaxWidth = Math.Min(width, WidestHelp) };
        return root;
    }
}
