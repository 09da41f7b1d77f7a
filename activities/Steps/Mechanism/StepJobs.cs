using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Jobs as most steps need them.</summary>
internal static class StepJobs
{
    /// <summary>A command on the node itself.</summary>
    public static StepJob OnHost(this NodeDefinition node, ShellScript script) => new(node.Name, script);

    /// <summary>A command in the node's Gaudi container, or on the node when it has none.</summary>
    public static StepJob InContainer(this NodeDefinition node, ShellScript script) =>
        new(node.Name, script) { Container = node.Container?.Name };

    /// <summary>One of this product's own tools, on the machine of the host.</summary>
    public static StepJob OwnTool(this StepContext context, params IEnumerable<string> arguments)
    {
        var words = context.Options.PipelineCommand.Concat(arguments).ToList();
        return new StepJob(INodePool.ControlNode, ShellScript.Command(words[0], words.Skip(1)));
    }
}
