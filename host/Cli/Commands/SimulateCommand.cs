using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Activities.Gaudi.Cards;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>simulate</c>: simulated nodes anywhere, and faults on them.</summary>
internal static class SimulateCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory) =>
        CommandFactory.Group("simulate", "Make simulated nodes, and let things go wrong on them", Node(factory), Fault(factory));

    private static Command Node(CommandFactory factory)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the node; its bin/ first on PATH is the node" };
        var name = new Option<string>("--name") { Description = "Host name of the node", HelpName = "NAME", Required = true };
        var device = new Option<string>("--device") { Description = "gaudi2 or gaudi3", HelpName = "TYPE", DefaultValueFactory = _ => "gaudi2" };
        var cards = new Option<int>("--cards") { Description = "Cards in the node", HelpName = "N", DefaultValueFactory = _ => DeviceType.CardsPerServer };
        return factory.Make("node", "Make a simulated node", [folder, name, device, cards], (context, _) =>
        {
            var path = Path.GetFullPath(context.Parsed.GetValue(folder)!);
            var bin = context.Services.Simulator().Make(path, context.Parsed.GetValue(name)!, context.Parsed.GetValue(device)!, context.Parsed.GetValue(cards));
            if (context.Json)
                context.Object(new JsonObject { ["name"] = context.Parsed.GetValue(name), ["folder"] = path, ["bin"] = bin });
            else
                context.Lines($"Made {context.Parsed.GetValue(name)} in {path}", $"  use it: PATH={bin}:$PATH hl-smi");
            return Task.FromResult(ExitCodes.Success);
        });
    }

    private static Command Fault(CommandFactory factory)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the node" };
        var fault = new Argument<string>("WORD") { Description = "The fault, e.g. nic-down:gaudi-2:7" };
        return factory.Make("fault", "Let something go wrong on a simulated node", [folder, fault], (context, _) =>
        {
            var path = Path.GetFullPath(context.Parsed.GetValue(folder)!);
            context.Services.Simulator().Inject(path, context.Parsed.GetValue(fault)!);
            if (context.Json)
                context.Object(new JsonObject { ["folder"] = path, ["fault"] = context.Parsed.GetValue(fault) });
            else
                context.Lines($"Injected {context.Parsed.GetValue(fault)} into {path}");
            return Task.FromResult(ExitCodes.Success);
        });
    }
}
