using System.Globalization;

namespace Pipeline.Host.Simulator.State;

/// <summary>
/// Ray over the nodes of a cluster folder. One head at most; the others belong to it while it lives. The environment of
/// each <c>ray start</c> is kept, because that is what workers inherit.
/// </summary>
internal sealed class RayCluster(SimulatedNode node)
{
    private const string Head = "head";
    private readonly StateFolder state = node.Cluster.Sub("ray");

    /// <summary>This node's membership, of whatever cluster, or null.</summary>
    public RayMember? Own => Read(node.Name);

    /// <summary>The living head, or null.</summary>
    public RayMember? LivingHead => state.Read(Head) is { } name ? Read(name) : null;

    /// <summary>Members of the cluster that lives, head first.</summary>
    public IReadOnlyList<RayMember> Living()
    {
        if (LivingHead is not { } head) return [];
        return [head, .. node.ClusterNodes()
            .Select(n => Read(n.Name))
            .OfType<RayMember>()
            .Where(m => m.Node != head.Node && m.ClusterId == head.ClusterId && m.JoinsAt <= TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds())];
    }

    /// <summary>Names of nodes that left without a stop.</summary>
    public IReadOnlyList<string> Lost() => state.Lines("lost");

    /// <summary>Makes this node the head of a new cluster.</summary>
    public void StartHead(RayMember member) => state.Locked(() =>
    {
        state.Write(Head, node.Name);
        state.Delete("lost");
        state.Delete("job");
        Save(member);
        return true;
    });

    /// <summary>Adds this node to the living cluster.</summary>
    public void Join(RayMember member) => state.Locked(() =>
    {
        Save(member);
        return true;
    });

    /// <summary>Takes this node out; when it is the head, the cluster is gone. False when it was no member.</summary>
    public bool Leave() => state.Locked(() =>
    {
        bool wasMember = Own is not null;
        state.Delete(node.Name + ".member");
        if (state.Read(Head) == node.Name) state.Delete(Head);
        return wasMember;
    });

    /// <summary>Takes a member out as if its machine had vanished.</summary>
    public void Lose(string name) => state.Locked(() =>
    {
        state.Delete(name + ".member");
        state.Write("lost", [.. Lost(), name]);
        return true;
    });

    /// <summary>HPUs that a running job holds.</summary>
    public int UsedHpus()
    {
        string[] lines = state.Lines("job");
        return lines.Length == 2 && NodeProcess.Parse(lines[0]) is { IsAlive: true }
            ? int.Parse(lines[1], CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>Reserves HPUs for this process until disposed.</summary>
    public IDisposable Reserve(int hpus)
    {
        state.Write("job", NodeProcess.Current.ToString(), hpus.ToString(CultureInfo.InvariantCulture));
        return new Reservation(state);
    }

    private RayMember? Read(string name)
    {
        Dictionary<string, string> map = state.Map(name + ".member");
        return map.Count == 0 ? null : RayMember.From(name, map);
    }

    private void Save(RayMember member) => state.Write(member.Node + ".member", member.ToLines());

    private sealed class Reservation(StateFolder state) : IDisposable
    {
        public void Dispose() => state.Delete("job");
    }
}
