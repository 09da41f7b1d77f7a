using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Pool;

/// <summary>The pool as configured (section <c>NodePool</c>).</summary>
public sealed class NodePoolOptions
{
    /// <summary>The absolute path of the shared workspace, the same on every node and on the host. Required.</summary>
    public string Workspace { get; set; } = "";

    /// <summary>The nodes, in the order in which they are preferred.</summary>
    public IList<NodeDefinition> Nodes { get; } = [];

    /// <summary>How transport faults are retried (section <c>NodePool:Retry</c>).</summary>
    public ShellRetryOptions Retry { get; set; } = new();

    /// <summary>What could not be read from the configuration, one sentence each; reported together with all other faults.</summary>
    internal List<string> Faults { get; } = [];
}
