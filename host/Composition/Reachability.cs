using System.Collections.Concurrent;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Host.Composition;

/// <summary>Tries all nodes that are reached over a network, at the same time and without retrying.</summary>
internal static class Reachability
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Why a node cannot be reached, by its name; those that can are not in it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FaultsAsync(NodePoolOptions options, CancellationToken cancellationToken)
    {
        var faults = new ConcurrentDictionary<string, string>();
        await using var pool = new NodePool(
            new NodePoolOptions { Workspace = options.Workspace, Nodes = options.Nodes, Ssh = options.Ssh, Retry = new ShellRetryOptions { Retries = 0 } }, TimeProvider.System);
        await Task.WhenAll(pool.Nodes.Where(node => node.Transport == Transport.Ssh).Select(async node =>
        {
            try
            {
                await pool.Shell(node.Name).RunAsync(new ShellCommand(ShellScript.Of($":")) { Timeout = Longest }, cancellationToken);
            }
            catch (ShellException e)
            {
                faults[node.Name] = e.Message;
            }
        }));
        return faults;
    }
}
