using Pipeline.Activities.Gaudi;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Network;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>Asks a node for its interfaces, for the routes to its peers, and whether the peers answer.</summary>
internal static class InterfaceProbe
{
    private const string Addresses = "addresses", Up = "up", CardPorts = "card-ports", Way = "way-", Answers = "answers";

    /// <summary>A peer that refuses the connection has answered; one behind a firewall has not.</summary>
    private const string Knock = """
        import socket, sys
        for peer in sys.argv[2:]:
            try:
                socket.create_connection((peer, int(sys.argv[1])), 5).close()
            except ConnectionRefusedError:
                pass
            except OSError as error:
                print(peer, str(error).replace('\n', ' '))
        """;

    /// <summary>The script.</summary>
    /// <param name="peers">The other nodes.</param>
    /// <param name="port">The port to knock at: that of Ray's head.</param>
    public static ShellScript Script(IReadOnlyList<NodeDefinition> peers, int port) => ShellScript.Lines(
    [
        NodeProbe.Prelude,
        NodeProbe.Section(Addresses, ShellScript.Of($"ip -o -4 addr show")),
        NodeProbe.Section(Up, ShellScript.Of($"ip -o link show up")),
        NodeProbe.Section(CardPorts, ShellScript.Of($"grep -ls 0x1da3 /sys/class/net/*/device/vendor | cut -d/ -f5")),
        .. peers.Select(peer => NodeProbe.Section($"{Way}{peer.Name}", ShellScript.Of(
            $$"""
              address=$(getent ahostsv4 {{peer.Address}} 2>/dev/null | awk 'NR==1 {print $1}')
              [ -n "$address" ] || address={{peer.Address}}
              ip -o -4 route get "$address"
              """))),
        peers.Count > 0
            ? NodeProbe.Section(Answers, ShellScript.Command("python3", ["-c", Knock, $"{port}", .. peers.Select(p => p.Address)]))
            : ShellScript.Empty,
    ]);

    /// <summary>The interface with its address, verified, or what is wrong with it.</summary>
    public static Reading<InterfaceAddress> Read(NodeDefinition node, IReadOnlyList<NodeDefinition> peers, string output)
    {
        var answer = ProbeAnswer.Parse(output);
        if (!Interfaces.Parse(answer[Addresses].Output, answer[Addresses].ExitCode).Succeeded(out var interfaces, out var failure))
            return failure;
        if (answer[Up].ExitCode != 0)
            return FailureExplanation.OfTool("ip link", answer[Up].Output, answer[Up].ExitCode);
        if (peers.Count > 0 && answer[Answers].ExitCode != 0)
            return FailureExplanation.OfTool("python3 (does a peer answer?)", answer[Answers].Output, answer[Answers].ExitCode);
        var silent = answer[Answers].Lines.Select(l => l.Split(' ', 2)).Where(l => l.Length == 2).ToLookup(l => l[0], l => l[1]);
        var ways = peers.Select(p => WayTo(p, answer[$"{Way}{p.Name}"], silent[p.Address].FirstOrDefault())).ToList();
        return new InterfaceChoice(interfaces, NamesOf(answer[Up]), answer[CardPorts].Lines, ways).Choose(node.Address, node.Interface);
    }

    private static PeerWay WayTo(NodeDefinition peer, ProbeSection section, string? silence) =>
        new(peer.Name, Route.Parse(section.Output, section.ExitCode), silence);

    /// <summary>Those that have a carrier: an interface without one is up for <c>ip</c> all the same.</summary>
    private static List<string> NamesOf(ProbeSection section) =>
        [.. section.Lines.Where(l => !l.Contains("NO-CARRIER", StringComparison.Ordinal)).Select(l => l.Split(' ') is [_, var name, ..] ? name.TrimEnd(':').Split('@')[0] : "")];
}
