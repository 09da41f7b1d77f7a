using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Pool;

/// <summary>The pool of the configuration. A node's shell is opened when it is first asked for, once.</summary>
internal sealed class NodePool : INodePool, IAsyncDisposable
{
    private static readonly NodeDefinition Control = new() { Name = INodePool.ControlNode, Cards = 0 };

    private readonly ConcurrentDictionary<string, Lazy<IShell>> shells = new();
    private readonly Dictionary<string, NodeDefinition> byName;
    private readonly IReadOnlyList<IShellTransport> transports;
    private readonly ShellRetryOptions retry;
    private readonly TimeProvider time;

    public NodePool(IOptions<NodePoolOptions> options, IEnumerable<IShellTransport> transports, TimeProvider time)
    {
        Nodes = [.. options.Value.Nodes];
        Workspace = options.Value.Workspace.TrimEnd('/');
        byName = Nodes.Append(Control).ToDictionary(n => n.Name, StringComparer.OrdinalIgnoreCase);
        retry = options.Value.Retry;
        this.transports = [.. transports];
        this.time = time;
    }

    /// <inheritdoc/>
    public IReadOnlyList<NodeDefinition> Nodes { get; }

    /// <inheritdoc/>
    public string Workspace { get; }

    /// <inheritdoc/>
    public NodeDefinition Find(string name) =>
        byName.TryGetValue(name, out var node)
            ? node
            : throw new KeyNotFoundException($"There is no node '{name}'; the pool has {(Nodes.Count == 0 ? "none" : string.Join(", ", Nodes.Select(n => n.Name)))}.");

    /// <inheritdoc/>
    public IShell Shell(string name)
    {
        var node = Find(name);
        return shells.GetOrAdd(node.Name, _ => new Lazy<IShell>(() => Open(node))).Value;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var shell in shells.Values.Where(s => s.IsValueCreated))
            await shell.Value.DisposeAsync();
    }

    private RetryingShell Open(NodeDefinition node) =>
        new(transports.First(t => t.Offers(node.Transport)).Open(node), time, retry);
}
