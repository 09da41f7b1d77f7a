using System.CommandLine;
using Pipeline.Host.Cli.Consoles;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>simulate</c>: makes simulated nodes anywhere, and lets things go wrong on them.</summary>
internal static class SimulateCommand
{
    public static Command Create(CliServices services, CliConsole console)
    {
        var folder = new Argument<string>("DIR") { Description = "The node's folder." };
        var name = new Option<string>("--name") { Description = "The node's name.", Required = true };
        var device = new Option<string>("--device") { Description = "gaudi2 or gaudi3.", DefaultValueFactory = _ => "gaudi2" };
        var cards = new Option<int>("--cards") { Description = "Cards in the node.", DefaultValueFactory = _ => 8 };
        var node = new Command("node", "Make a simulated Gaudi node: its bin/ first on PATH is the node.") { folder, name, device, cards };
        node.SetAction(parsed =>
        {
            var bin = services.Simulator().Make(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(name), parsed.GetRequiredValue(device), parsed.GetValue(cards));
            console.Out.WriteLine($"{parsed.GetRequiredValue(name)} is ready. Its tools: export PATH={bin}:$PATH");
            return ExitCodes.Success;
        });

        var where = new Argument<string>("DIR") { Description = "A node's folder, or the folder of a cluster's nodes." };
        var word = new Argument<string>("FAULT") { Description = "E.g. nic-down:gaudi-2:7, oom, crash-at:60:once, reboot." };
        var fault = new Command("fault", "Let something go wrong on a simulated node.") { where, word };
        fault.SetAction(parsed =>
        {
            services.Simulator().Inject(parsed.GetRequiredValue(where), parsed.GetRequiredValue(word));
            return ExitCodes.Success;
        });
        return new Command("simulate", "Simulated Gaudi nodes.") { node, fault };
    }
}
