using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Pool;

/// <summary>The configured nodes and their shells. One shell a node, shared and kept open.</summary>
public interface INodePool
{
    /// <summary>All nodes, in the order of the configuration.</summary>
    IReadOnlyList<NodeDefinition> Nodes { get; }

    /// <summary>The absolute path of the shared workspace: the same folder on every node (NFS) and, for native transforms, on the host.</summary>
    string Workspace { get; }

    /// <summary>The node of that name, or of <see cref="ControlNode"/>.</summary>
    /// <exception cref="KeyNotFoundException">No such node; the message lists those there are.</exception>
    NodeDefinition Find(string name);

    /// <summary>The node's shell, with transport faults retried.</summary>
    IShell Shell(string name);

    /// <summary>
    /// The name of the machine that runs the host itself. Jobs on it are local processes; it holds no cards, is never
    /// leased and is not listed in <see cref="Nodes"/>.
    /// </summary>
    const string ControlNode = "host";
}
