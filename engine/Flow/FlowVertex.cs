namespace Pipeline.Engine.Flow;

/// <summary>An activity of a flowchart and its connections.</summary>
internal sealed class FlowVertex(IActivity activity)
{
    public IActivity Activity { get; } = activity;
    public List<FlowEdge> Outbound { get; } = [];

    /// <summary>How many inbound connections a join counts: those that come from reachable activities and lead forward.</summary>
    public int ForwardInbound { get; set; }

    /// <summary>The place in an order in which forward connections lead from lower to higher.</summary>
    public int Order { get; set; }

    /// <summary>The number of the loop (strongly connected part) that the activity belongs to.</summary>
    public int Component { get; set; } = -1;
}
