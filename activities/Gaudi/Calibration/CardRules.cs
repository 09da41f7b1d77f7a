using Pipeline.Activities.Gaudi.Cards;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>Whether the cards suffice: up to 8 in one node (no Ray is used then), more over several nodes of one device type.</summary>
internal static class CardRules
{
    public static void Check(int parallel, IReadOnlyList<NodeCards> nodes, List<string> faults)
    {
        var total = nodes.Sum(node => node.Cards);
        var largest = nodes.Count == 0 ? 0 : nodes.Max(node => node.Cards);
        if (parallel > total)
            faults.Add($"-t {parallel} needs {parallel} cards; the nodes have {total}. Add nodes, or lower -t to {Math.Max(1, PowerOfTwoUpTo(total))}.");
        else if (parallel > DeviceType.CardsPerServer && nodes.Count < 2)
            faults.Add($"-t {parallel} needs more than one node of {DeviceType.CardsPerServer} cards; only {nodes[0].Node} was given. Add a node, or lower -t to {DeviceType.CardsPerServer}.");
        else if (parallel <= DeviceType.CardsPerServer && parallel > largest)
            faults.Add($"-t {parallel} runs in one node, and the largest has {largest} cards. Give a node with {parallel} cards, or lower -t to {PowerOfTwoUpTo(largest)}.");

        var known = nodes.Where(node => node.Device is not null).ToList();
        if (known.Select(node => node.Device).Distinct().Count() > 1)
            faults.Add($"The nodes have different cards: {string.Join(", ", known.Select(node => $"{node.Node} {node.Device}"))}. Use nodes of one device type: scales of one must not be used on the other.");
    }

    private static int PowerOfTwoUpTo(int limit)
    {
        var power = 1;
        while (power * 2 <= limit)
            power *= 2;
        return power;
    }
}
