using System.Collections.Concurrent;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Nodes.Ssh;

namespace Pipeline.Activities.Nodes.Pool;

/// <summary>The configured nodes; shells are made when first asked for.</summary>
public sealed class NodePool(NodePoolOptions options, TimeProvider clock) : INodePool, IAsyncDisposable
{
    private static readonly NodeDefinition Control = new() { Name = INodePool.ControlNode, Cards = 0 };

    private readonly ConcurrentDictionary<string, IShell> shells = new();
    private readonly SshConnector connector = new(options.Ssh, clock);

    /// <inheritdoc/>
    public IReadOnlyList<NodeDefinition> Nodes => options.Nodes;

    /// <inheritdoc/>
    public string Workspace => options.Workspace.TrimEnd('/');

    /// <inheritdoc/>
    public NodeDefinition Find(string name) =>
        name == INodePool.ControlNode
            ? Control
            : Nodes.FirstOrDefault(n => n.Name == name)
                ?? throw new KeyNotFoundException($"The pool has no node '{name}'. It has {string.Join(", ", Nodes.Select(n => n.Name))}.");

    /// <inheritdoc/>
    public IShell Shell(string name) => shells.GetOrAdd(name, _ =>
    {
        var node = Find(name);
        IShell shell = node.Transport == Transport.Ssh
            ? new SshShell(node.Name, node.SshTarget, node.PathPrefix, connector, clock)
            : new LocalShell(node.Name, node.PathPrefix, clock, behind: node.Transport == Transport.Simulated);
        return new RetryingShell(shell, clock, options.Retry);
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(shells.Values.Select(shell => shell.DisposeAsync().AsTask()));
        await connector.DisposeAsync();
    }
}
