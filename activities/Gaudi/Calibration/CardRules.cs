using Pipeline.Activities.Gaudi.Cards;

namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>Whether the cards suffice: up to 8 in one node (no Ray is used then), more over several nodes of one device type.</summary>
internal static class CardRules
{
    public static void Check(int parallel, int cards, IReadOnlyCollection<string> devices, int nodes, List<Fault> faults)
    {
        if (parallel > cards)
            faults.Add(new("-t", $"-t {parallel} needs {parallel} cards; the nodes have {cards}.", $"Add nodes, or lower -t to {PowerOfTwoUpTo(cards)}."));
        else if (parallel > DeviceType.CardsPerServer && nodes < 2)
            faults.Add(new("-t", $"-t {parallel} needs more than one node of {DeviceType.CardsPerServer} cards; {nodes} was given.", $"Add a node, or lower -t to {DeviceType.CardsPerServer}."));

        if (devices.Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 1 } types)
            faults.Add(new("nodes", $"The nodes have different cards: {string.Join(", ", types)}.", "Use nodes of one device type: scales of one must not be used on the other."));
    }

    private static int PowerOfTwoUpTo(int limit)
    {
        var power = 1;
        while (power <= limit / 2)
            power *= 2;
        return power;
    }
}
