using System.Collections.Concurrent;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;

namespace Pipeline.Engine.Flow;

/// <summary>The maps of one flowchart, made once for each start activity and shared by all runs.</summary>
internal sealed class FlowMaps
{
    private readonly ConcurrentDictionary<IActivity, FlowMap> _byStart = new(ReferenceEqualityComparer.Instance as IEqualityComparer<IActivity>);
    private IActivity? _defaultStart;

    public FlowMap Get(Flowchart flowchart, IActivity start)
    {
        var map = _byStart.GetOrAdd(start, _ => FlowMap.Of(flowchart.Connections, start));
        return map.ConnectionCount == flowchart.Connections.Count ? map : _byStart[start] = FlowMap.Of(flowchart.Connections, start);
    }

    /// <summary>The Start property, a Start activity, one that may start the workflow, or the first without inbound connections.</summary>
    public IActivity? DefaultStart(Flowchart flowchart) => flowchart.Start ?? (_defaultStart ??= Find(flowchart));

    private static IActivity? Find(Flowchart flowchart)
    {
        var targets = flowchart.Connections.Select(connection => connection.Target.Activity).ToHashSet();
        return flowchart.Activities.FirstOrDefault(activity => activity is IStartNode)
            ?? flowchart.Activities.FirstOrDefault(activity => activity is Activity { CanStartWorkflow: true })
            ?? flowchart.Activities.FirstOrDefault(activity => !targets.Contains(activity))
            ?? flowchart.Activities.FirstOrDefault();
    }
}
