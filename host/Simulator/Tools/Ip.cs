using Pipeline.Host.Simulator.Faults;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>
/// <c>ip</c>: the addresses and routes of a node with the interfaces <c>lo</c>, <c>eth0</c> and <c>docker0</c>, and the
/// InfiniBand port <c>ib0</c>, by which the other nodes cannot be reached.
/// </summary>
internal static class Ip
{
    /// <summary>The interface that holds the node's address.</summary>
    public const string Interface = "eth0";

    /// <summary>Runs the tool.</summary>
    public static Task<int> RunAsync(ToolContext context)
    {
        bool oneLine = context.Arguments.Any(word => word is "-o" or "-oneline");
        string[] words = [.. context.Arguments.Where(word => word[0] != '-')];
        return words switch
        {
            ["a" or "addr" or "address", .. var rest] => Task.FromResult(Addresses(context, oneLine, rest)),
            ["l" or "link", "show", "up"] => Task.FromResult(context.Print(
                new[] { "lo", Interface, "docker0", "ib0" }
                    .Where(name => name != Interface || context.Node.Faults.Find(FaultKind.InterfaceDown) is null)
                    .Select((name, i) => $"{i + 1}: {name}: <{(name == "lo" ? "LOOPBACK,UP,LOWER_UP" : "BROADCAST,MULTICAST,UP,LOWER_UP")}> mtu 1500 qdisc mq state UP mode DEFAULT group default qlen 1000"))),
            ["r" or "route", "get", var target, ..] => Task.FromResult(Route(context, target)),
            ["r" or "route", ..] => Task.FromResult(context.Print($"default via {Neighbour(context, 1)} dev {Interface} proto static", $"{Network(context)} dev {Interface} proto kernel scope link src {context.Node.Address}")),
            _ => Passthrough.RunAsync(context),
        };
    }

    private static int Addresses(ToolContext context, bool oneLine, string[] rest)
    {
        string? wanted = rest.SkipWhile(word => word != "dev").Skip(1).FirstOrDefault()
            ?? rest.FirstOrDefault(word => word is not ("show" or "list" or "up"));
        (string Name, string Address, string Broadcast)[] all =
        [
            ("lo", "127.0.0.1/8", ""),
            (Interface, $"{context.Node.Address}/24", $" brd {Neighbour(context, 255)}"),
            ("docker0", "172.17.0.1/16", " brd 172.17.255.255"),
            ("ib0", $"10.99.0.{context.Node.Address[(context.Node.Address.LastIndexOf('.') + 1)..]}/24", " brd 10.99.0.255"),
        ];
        if (wanted is not null && !all.Any(i => i.Name == wanted)) return context.Fail($"Device \"{wanted}\" does not exist.");
        for (int i = 0; i < all.Length; i++)
        {
            (string name, string address, string broadcast) = all[i];
            if (wanted is not null && name != wanted) continue;
            string scope = name == "lo" ? "host" : "global";
            if (oneLine)
            {
                context.Out.WriteLine($"{i + 1}: {name}    inet {address}{broadcast} scope {scope} {name}\\       valid_lft forever preferred_lft forever");
                continue;
            }
            string flags = name == "lo" ? "LOOPBACK,UP,LOWER_UP" : "BROADCAST,MULTICAST,UP,LOWER_UP";
            context.Print(
                $"{i + 1}: {name}: <{flags}> mtu 1500 qdisc mq state UP group default qlen 1000",
                $"    inet {address}{broadcast} scope {scope} {name}",
                "       valid_lft forever preferred_lft forever");
        }
        return 0;
    }

    private static int Route(ToolContext context, string target) => context.Print(
        target == context.Node.Address
            ? $"local {target} dev lo src {target} uid 0 \\    cache <local> "
            : $"{target} dev {Interface} src {context.Node.Address} uid 0 \\    cache ");

    private static string Neighbour(ToolContext context, int last) => $"{context.Node.Address[..context.Node.Address.LastIndexOf('.')]}.{last}";

    private static string Network(ToolContext context) => $"{Neighbour(context, 0)}/24";
}
