using Elsa.Workflows.Activities.Flowchart.Models;

namespace Pipeline.Engine.Flow;

/// <summary>The shape of a flowchart as seen from its start: which connections lead back, what a join counts, which activities form loops.</summary>
internal sealed class FlowMap
{
    private readonly Dictionary<IActivity, FlowVertex> _vertices;
    private readonly Dictionary<string, FlowVertex> _byId;
    private readonly Dictionary<IActivity, HashSet<IActivity>> _ancestors = [];

    private FlowMap(Dictionary<IActivity, FlowVertex> vertices, int connectionCount)
    {
        _vertices = vertices;
        _byId = vertices.Values.ToDictionary(vertex => vertex.Activity.Id);
        ConnectionCount = connectionCount;
    }

    public int ConnectionCount { get; }

    public FlowVertex? Find(IActivity activity) => _vertices.GetValueOrDefault(activity);

    public FlowVertex? Find(string activityId) => _byId.GetValueOrDefault(activityId);

    /// <summary>All activities from which forward connections lead to the given one.</summary>
    public IReadOnlySet<IActivity> AncestorsOf(IActivity activity)
    {
        lock (_ancestors)
        {
            if (!_ancestors.TryGetValue(activity, out var ancestors))
                _ancestors[activity] = ancestors = FlowSearch.Ancestors(_vertices.Values, _vertices[activity]);
            return ancestors;
        }
    }

    public static FlowMap Of(ICollection<Connection> connections, IActivity start)
    {
        var bySource = connections.Distinct().ToLookup(connection => connection.Source.Activity);
        var order = FlowSearch.Explore(start, activity => bySource[activity].Select(connection => connection.Target.Activity), out var back);
        var vertices = order.Select((activity, index) => new FlowVertex(activity) { Order = index }).ToDictionary(vertex => vertex.Activity);
        FlowSearch.MarkLoops(order, vertices, activity => bySource[activity].Select(connection => connection.Target.Activity));

        foreach (var connection in bySource.SelectMany(group => group))
        {
            if (!vertices.TryGetValue(connection.Source.Activity, out var source) || !vertices.TryGetValue(connection.Target.Activity, out var target))
                continue;
            var port = connection.Source.Port ?? "Done";
            var leadsBack = back.Contains((source.Activity, target.Activity));
            source.Outbound.Add(new FlowEdge(
                $"{source.Activity.Id}:{port}->{target.Activity.Id}:{connection.Target.Port ?? "In"}", port, source, target, leadsBack, source.Component == target.Component));
            if (!leadsBack)
                target.ForwardInbound++;
        }

        return new FlowMap(vertices, connections.Count);
    }
}
