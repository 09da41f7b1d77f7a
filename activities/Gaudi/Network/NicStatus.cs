using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Gaudi.Network;

/// <summary>
/// The external ports of a node's cards as <c>manage_network_ifs.sh --status</c> lists them. The tool's exit code is 0
/// also when ports are down: only the text tells.
/// </summary>
/// <param name="Cards">The cards in the tool's order, at least one.</param>
public sealed record NicStatus(IReadOnlyList<CardPorts> Cards)
{
    /// <summary>Every card has ports and all of them are up: what tensor parallelism over nodes needs.</summary>
    public bool AllUp => Cards.All(card => card.IsUp);

    /// <summary>No card has a network interface: PCIe cards, which scale out over host NICs, or the driver's habanalabs_en is not loaded.</summary>
    public bool HasNoInterfaces => Cards.All(card => card.State == CardPortsState.NoInterfaces);

    /// <summary>Cards that a flip of the ports may heal: some of their ports are down.</summary>
    public IEnumerable<CardPorts> Down => Cards.Where(card => card.Down.Count > 0);

    /// <summary>One sentence: <c>ports 3, 7 of card accel7 are down</c>, or that all are up.</summary>
    public string Summary => AllUp
        ? $"all {Cards.Sum(card => card.Up.Count)} ports of {Cards.Count} cards are up"
        : string.Join("; ", Cards.Where(card => !card.IsUp).Select(card => card.Describe()));

    /// <summary>Reads the tool's output.</summary>
    public static Reading<NicStatus> Parse(string output, int exitCode) => NicStatusParser.Parse(output, exitCode);

    /// <summary>The failure when this is the state after all flips; null when all ports are up.</summary>
    /// <param name="node">The node's name.</param>
    public Failure? Judge(string node)
    {
        if (AllUp)
            return null;
        var remedy = HasNoInterfaces
            ? "Load habanalabs_en; or, for PCIe cards, scale out over host NICs (HCCL_OVER_OFI=1) and skip the port check."
            : "Check the cables and the switch of these ports and `dmesg`; then reload the driver or reboot the node.";
        return new(FailureKind.Hardware, $"Node {node}: {Summary}.", remedy);
    }
}
