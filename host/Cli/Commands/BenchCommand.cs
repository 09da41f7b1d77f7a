using System.CommandLine;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>bench</c>: how fast this program is on this machine.</summary>
internal static class BenchCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory) => CommandFactory.Group("bench", "Measure how fast this program is on this machine", BenchHooksCommand.Of(factory), BenchMeasurementsCommand.Of(factory), BenchNodesCommand.Of(factory));
}
