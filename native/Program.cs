using Pipeline.Host.Cli;
using Pipeline.Host.Cli.Commands;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Composition;
using Pipeline.MeasurementProgram;

var services = new CliServices(new NoHost(), () => new NoHost(), () => new MeasurementTools(), [], TimeProvider.System) { Server = () => throw NoHost.Missing };
using var interrupts = new Interrupts();
return await CliProgram.RunAsync(args, services, CliConsole.OfProcess(), Commands, interrupts.Token);

static System.CommandLine.RootCommand Commands(CommandFactory factory, int width)
{
    var root = EmptyRoot.Of(width);
    root.Subcommands.Add(MeasurementsCommand.Of(factory));
    return root;
}
