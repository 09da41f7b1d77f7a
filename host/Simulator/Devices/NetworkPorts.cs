using System.Globalization;
using Pipeline.Host.Simulator.Faults;

namespace Pipeline.Host.Simulator.Devices;

/// <summary>
/// The external ports of a node's cards. A port is up unless it has a fault, its node is toggled down or still settling
/// after <c>--up</c>, or the node at the other end of its cable is.
/// </summary>
internal sealed class NetworkPorts(SimulatedNode node, TimeProvider clock)
{
    private const string Fact = "ports";

    /// <summary>The cards that are there.</summary>
    public static IEnumerable<Card> CardsOf(SimulatedNode node)
    {
        HashSet<int> missing = [.. node.Faults.All().Where(f => f.Kind == FaultKind.CardMissing).Select(f => (int)f.Number)];
        return Enumerable.Range(0, node.Cards).Where(i => !missing.Contains(i)).Select(i => new Card(i, node.Profile));
    }

    /// <summary>Whether an external port is up.</summary>
    public bool IsUp(int card, int port) =>
        !node.ClusterNodes().Any(other => new NetworkPorts(other, clock).IsToggledDown())
        && !node.Faults.All().Any(fault => fault.Kind is FaultKind.NicDown or FaultKind.NicDead && Hits(fault, card, port));

    /// <summary>Whether all external ports of all cards are up.</summary>
    public bool AreAllUp() =>
        CardsOf(node).All(card => DeviceProfile.ExternalPorts.All(port => IsUp(card.Index, port)));

    /// <summary>Toggles all ports down.</summary>
    public void Down() => node.State.Write(Fact, "down");

    /// <summary>Toggles all ports up; they come up after <paramref name="settling"/>. After a <see cref="Down"/> this heals ports that a flip can heal.</summary>
    public void Up(TimeSpan settling)
    {
        if (node.State.Read(Fact) == "down")
        {
            foreach (Fault fault in node.Faults.All().Where(f => f.Kind == FaultKind.NicDown).ToList()) node.Faults.Remove(fault);
        }
        Fault? slow = node.Faults.Take(FaultKind.NicSlow);
        DateTimeOffset upAt = clock.GetUtcNow() + (slow is null ? settling : TimeSpan.FromSeconds(slow.Number));
        node.State.Write(Fact, upAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
    }

    private bool IsToggledDown() => node.State.Read(Fact) switch
    {
        null => false,
        "down" => true,
        string upAt => clock.GetUtcNow().ToUnixTimeMilliseconds() < long.Parse(upAt, CultureInfo.InvariantCulture),
    };

    /// <summary>A number up to 7 is a card, whose middle port is out; an external port's number is that port of every card.</summary>
    private static bool Hits(Fault fault, int card, int port)
    {
        int number = (int)fault.Number;
        return DeviceProfile.ExternalPorts.Contains(number)
            ? port == number
            : card == number && port == DeviceProfile.ExternalPorts[1];
    }
}
