using System.CommandLine;
using Pipeline.Host.Cli;
using Pipeline.Host.Cli.Commands;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Composition;

// The measurement commands ask for nothing else of the host.
var services = new CliServices(null!, null!, () => new MeasurementTools(), [], TimeProvider.System) { Server = null! };
using var interrupts = new Interrupts();
return await CliProgram.RunAsync(args, services, CliConsole.OfProcess(), Commands, interrupts.Token);

static RootCommand Commands(CommandFactory factory, int width)
{
    var root = EmptyRoot.Of(width);
    root.Subcommands.Add(MeasurementsCommand.Of(factory));
    return root;
}
