using Elsa.Workflows.Activities;

namespace Pipeline.Engine.Building;

/// <summary>Builds graphs: finds children through the ports, assigns ids, registers types seen for the first time.</summary>
internal sealed class WorkflowGraphBuilder(IActivityRegistry registry) : IWorkflowGraphBuilder
{
    public async Task<WorkflowGraph> BuildAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        var root = new ActivityNode(workflow, "Root");
        var nodes = Collect(root);
        ActivityIds.Assign(nodes);
        foreach (var type in nodes.Select(node => node.Activity).Where(activity => registry.Find(activity.Type, activity.Version) is null).Select(activity => activity.GetType()).Distinct())
            await registry.RegisterAsync(type, cancellationToken);
        return new WorkflowGraph(workflow, root, nodes);
    }

    /// <summary>All nodes depth first; an activity that is reachable twice is one node.</summary>
    private static List<ActivityNode> Collect(ActivityNode root)
    {
        var known = new Dictionary<IActivity, ActivityNode>(ReferenceEqualityComparer.Instance as IEqualityComparer<IActivity>) { [root.Activity] = root };
        var nodes = new List<ActivityNode>();
        var pending = new Stack<ActivityNode>([root]);
        while (pending.TryPop(out var node))
        {
            nodes.Add(node);
            var children = new List<ActivityNode>();
            foreach (var port in ActivityPorts.Of(node.Activity))
            {
                foreach (var activity in port.GetActivities())
                {
                    if (known.ContainsKey(activity))
                        continue;
                    var child = known[activity] = new ActivityNode(activity, port.PortName);
                    child.AddParent(node);
                    node.AddChild(child);
                    children.Add(child);
                }
            }

            for (var index = children.Count - 1; index >= 0; index--)
                pending.Push(children[index]);
        }

        return nodes;
    }
}
