namespace Pipeline.Host.Simulator.State;

/// <summary>
/// What a job of some cards occupies while it runs: the cards of its own node and, beyond those, cards of the other nodes of
/// its Ray cluster, with the HPUs reserved in Ray.
/// </summary>
internal sealed class CardHold(IReadOnlyList<IDisposable> parts) : IDisposable
{
    /// <summary>Occupies <paramref name="cards"/> cards until disposed.</summary>
    public static CardHold Take(SimulatedNode node, int cards)
    {
        List<IDisposable> parts = [new RunningTools(node).Enter(Math.Min(cards, node.Cards))];
        if (cards > node.Cards)
        {
            RayCluster cluster = new(node);
            parts.Add(cluster.Reserve(cards));
            foreach (RayMember member in cluster.Living().Where(member => member.Node != node.Name))
            {
                SimulatedNode other = node.ClusterNodes().First(n => n.Name == member.Node);
                parts.Add(new RunningTools(other).Enter(other.Cards));
            }
        }
        return new CardHold(parts);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable part in parts) part.Dispose();
    }
}
