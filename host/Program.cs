using System.Runtime.CompilerServices;
using Pipeline.Host.Cli;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Composition;
using Pipeline.Host.Simulator;
using Pipeline.Host.Web.Hosting;

// The tools of simulated nodes are this program too; nothing else is loaded for them.
return args is ["simulate", "tool", ..] ? SimulatorEntry.Run(args[1..]) : await CommandLineAsync(args);

[MethodImpl(MethodImplOptions.NoInlining)]
static async Task<int> CommandLineAsync(string[] args)
{
    string[] own = [Environment.ProcessPath!, typeof(CliProgram).Assembly.Location];
    var services = new CliServices(new HostSessions(own), () => new SimulatedNodes(), () => new MeasurementTools(), own, TimeProvider.System)
    {
        Server = () => new WebServer(own),
    };
    using var interrupts = new Interrupts();
    return await CliProgram.RunAsync(args, services, CliConsole.OfProcess(), interrupts.Token);
}
