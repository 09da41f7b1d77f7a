using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Nodes.Shells;

/// <summary>Nodes on this machine; a simulated node is one whose tools are the simulator's.</summary>
internal sealed class LocalTransport(TimeProvider time) : IShellTransport
{
    /// <inheritdoc/>
    public bool Offers(Transport transport) => transport is Transport.Local or Transport.Simulated;

    /// <inheritdoc/>
    public IShell Open(NodeDefinition node) => new LocalShell(node.Name, node.PathPrefix, time);
}
