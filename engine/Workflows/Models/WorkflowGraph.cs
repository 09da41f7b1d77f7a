using Elsa.Workflows.Activities;

namespace Elsa.Workflows.Models;

/// <summary>A workflow with its activities as nodes, indexed by id. Built once and shared by all runs.</summary>
public record WorkflowGraph
{
    private readonly Dictionary<string, ActivityNode> _byActivityId;

    public WorkflowGraph(Workflow workflow, ActivityNode root, IEnumerable<ActivityNode> nodes)
    {
        Workflow = workflow;
        Root = root;
        Nodes = nodes.ToList();
        NodeIdLookup = Nodes.ToDictionary(node => node.NodeId);
        NodeActivityLookup = Nodes.ToDictionary(node => node.Activity, (IEqualityComparer<IActivity>)ReferenceEqualityComparer.Instance);
        _byActivityId = Nodes.ToDictionary(node => node.Activity.Id);
    }

    public Workflow Workflow { get; }
    public ActivityNode Root { get; }
    public ICollection<ActivityNode> Nodes { get; }
    public IDictionary<string, ActivityNode> NodeIdLookup { get; }
    public IDictionary<IActivity, ActivityNode> NodeActivityLookup { get; }

    public ActivityNode? FindNodeById(string nodeId) => NodeIdLookup.TryGetValue(nodeId, out var node) ? node : null;

    public ActivityNode? FindNodeByActivity(IActivity activity) => NodeActivityLookup.TryGetValue(activity, out var node) ? node : null;

    public ActivityNode? FindNodeByActivityId(string activityId) => _byActivityId.GetValueOrDefault(activityId);

    public IActivity? FindActivityById(string activityId) => FindNodeByActivityId(activityId)?.Activity;

    public IActivity? FindActivityByNodeId(string nodeId) => FindNodeById(nodeId)?.Activity;

    public IActivity? FindActivity(ActivityHandle handle) =>
        handle.ActivityId is not null ? FindActivityById(handle.ActivityId)
        : handle.ActivityNodeId is not null ? FindActivityByNodeId(handle.ActivityNodeId)
        : null;
}
