using Elsa.Workflows.Activities;
using Pipeline.Engine.Conversion;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Building;

/// <inheritdoc cref="IWorkflowGraphBuilder"/>
internal sealed class WorkflowGraphBuilder(IActivityRegistry registry) : IWorkflowGraphBuilder
{
    public async Task<WorkflowGraph> BuildAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        var nodes = new List<ActivityNode>();
        var root = Grow(workflow, "Root", nodes);
        AssignIds(nodes);
        AssignNodeIds(root, null);
        foreach (var type in nodes.Select(n => n.Activity.GetType()).Distinct())
            await registry.RegisterAsync(type, cancellationToken);
        foreach (var node in nodes)
            AssignBlockIds(node.Activity);
        return new WorkflowGraph(workflow, root, nodes);
    }

    /// <summary>The tree below an activity, depth first; recursion goes as deep as activities are nested, not as wide.</summary>
    private static ActivityNode Grow(IActivity activity, string port, List<ActivityNode> nodes)
    {
        if (activity is IComposite composite)
            composite.Setup();
        var node = new ActivityNode(activity, port);
        nodes.Add(node);
        foreach (var (child, childPort) in ActivityChildren.Of(activity))
        {
            var childNode = Grow(child, childPort, nodes);
            childNode.AddParent(node);
            node.AddChild(childNode);
        }

        return node;
    }

    /// <summary>Short type name and a running number per type; an activity that has an id keeps it but counts.</summary>
    private static void AssignIds(List<ActivityNode> nodes)
    {
        var counts = new Dictionary<string, int>();
        var used = nodes.Select(n => n.Activity.Id).Where(id => !string.IsNullOrEmpty(id)).ToHashSet();
        foreach (var activity in nodes.Select(n => n.Activity))
        {
            var prefix = ActivityTypeNames.IdPrefix(activity.Type);
            var number = counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
            if (!string.IsNullOrEmpty(activity.Id))
                continue;
            while (!used.Add($"{prefix}{number}"))
                number = ++counts[prefix];
            activity.Id = $"{prefix}{number}";
        }
    }

    private static void AssignNodeIds(ActivityNode node, string? parent)
    {
        node.Activity.NodeId = parent is null ? node.Activity.Id : $"{parent}:{node.Activity.Id}";
        foreach (var child in node.Children)
            AssignNodeIds(child, node.Activity.NodeId);
    }

    /// <summary>Names the memory of inputs, outputs and variables that have no name of their own.</summary>
    private void AssignBlockIds(IActivity activity)
    {
        var descriptor = registry.Find(activity.Type, activity.Version);
        foreach (var property in descriptor?.Inputs.Cast<PropertyDescriptor>().Concat(descriptor.Outputs) ?? [])
        {
            if (property.ValueGetter(activity) is Argument argument && argument.MemoryBlockReference() is { Id: null } reference)
                reference.Id = reference is Variable variable ? VariableNames.IdOf(variable.Name) : $"{activity.Id}:{property.Name}";
        }

        if (activity is not IVariableContainer container)
            return;
        foreach (var variable in container.Variables)
            variable.Id ??= VariableNames.IdOf(variable.Name);
    }
}
