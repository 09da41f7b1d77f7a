using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Faults;

/// <summary>The faults of one node: those injected into it, then those injected into its cluster.</summary>
internal sealed class FaultBook(string node, StateFolder nodeState, StateFolder clusterState)
{
    private const string Fact = "faults";

    /// <summary>Adds a fault to a state folder; one that is there already stays alone.</summary>
    public static void Add(StateFolder state, Fault fault) => state.Locked(() =>
    {
        string[] lines = state.Lines(Fact);
        if (!lines.Contains(fault.Word)) state.Write(Fact, [.. lines, fault.Word]);
        return true;
    });

    /// <summary>The first fault of that kind that concerns this node, or null.</summary>
    public Fault? Find(FaultKind kind) => All().FirstOrDefault(fault => fault.Kind == kind);

    /// <summary>All faults that concern this node.</summary>
    public IEnumerable<Fault> All() =>
        nodeState.Lines(Fact).Concat(clusterState.Lines(Fact)).Select(Fault.Parse).Where(f => f.Node is null || f.Node == node);

    /// <summary>The first fault of that kind; when it happens only once, it is gone now.</summary>
    public Fault? Take(FaultKind kind)
    {
        Fault? fault = Find(kind);
        if (fault is { Once: true }) Remove(fault);
        return fault;
    }

    /// <summary>Removes a fault.</summary>
    public void Remove(Fault fault)
    {
        foreach (StateFolder state in (StateFolder[])[nodeState, clusterState])
        {
            state.Locked(() =>
            {
                string[] lines = state.Lines(Fact);
                if (lines.Contains(fault.Word)) state.Write(Fact, lines.Where(line => line != fault.Word));
                return true;
            });
        }
    }
}
