using Pipeline.Engine.Conversion;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Building;

/// <summary>Assigns what was left out: activity ids (type name and running number), node ids, and ids of memory blocks.</summary>
internal static class ActivityIds
{
    public static void Assign(IReadOnlyList<ActivityNode> nodes)
    {
        var counters = new Dictionary<string, int>();
        var taken = nodes.Select(node => node.Activity.Id).Where(id => !string.IsNullOrEmpty(id)).ToHashSet();
        foreach (var node in nodes)
        {
            var activity = node.Activity;
            var prefix = ActivityTypeNames.IdPrefix(activity.Type);
            var id = $"{prefix}{counters[prefix] = counters.GetValueOrDefault(prefix) + 1}";
            if (string.IsNullOrEmpty(activity.Id))
            {
                while (!taken.Add(id))
                    id = $"{prefix}{++counters[prefix]}";
                activity.Id = id;
            }

            var parent = node.Parents.FirstOrDefault();
            activity.NodeId = parent is null ? activity.Id : $"{parent.NodeId}:{activity.Id}";
            AssignBlocks(activity);
        }

        if (nodes.GroupBy(node => node.Activity.Id).FirstOrDefault(group => group.Count() > 1) is { } duplicate)
            throw new InvalidOperationException($"The activity id '{duplicate.Key}' is used {duplicate.Count()} times; ids must be unique in a workflow.");
    }

    private static void AssignBlocks(IActivity activity)
    {
        var number = 0;
        foreach (var input in activity.GetInputs())
        {
            number++;
            if (input.MemoryBlockReference() is { Id: null } reference)
                reference.Id = $"{activity.Id}:input-{number}";
        }

        foreach (var (name, output) in activity.GetOutputs())
        {
            if (output.MemoryBlockReference() is { Id: null } reference)
                reference.Id = $"{activity.Id}:output-{name}";
        }

        if (activity is not IVariableContainer container)
            return;
        foreach (var variable in container.Variables)
            variable.Id ??= VariableNames.IdOf(variable.Name);
    }
}
