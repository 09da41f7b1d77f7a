using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes;

/// <summary>Makes pools of nodes on this machine.</summary>
internal static class TestPool
{
    public static NodePool Of(string workspace, params IEnumerable<NodeDefinition> nodes) => Of(workspace, new LocalTransport(TimeProvider.System), nodes);

    public static NodePool Of(string workspace, IShellTransport transport, params IEnumerable<NodeDefinition> nodes)
    {
        var options = new NodePoolOptions { Workspace = workspace, Retry = new ShellRetryOptions { Retries = 0 } };
        foreach (var node in nodes)
            options.Nodes.Add(node);
        return new NodePool(Options.Create(options), [transport], TimeProvider.System);
    }

    public static NodeDefinition Node(string name, string? device = "gaudi2", int cards = 8, params string[] labels) =>
        new() { Name = name, Device = device, Cards = cards, Labels = labels };
}
