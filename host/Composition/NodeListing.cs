using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Cli.Sessions;

namespace Pipeline.Host.Composition;

/// <summary>The pool with its leases, read without the engine.</summary>
internal static class NodeListing
{
    /// <summary>A row per node of the pool.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="database">Connection string of the database.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<IReadOnlyList<NodeRow>> ReadAsync(NodePoolOptions pool, string database, CancellationToken cancellationToken)
    {
        var entries = await LeaseTable.ReadAsync(database, cancellationToken);
        return [.. pool.Nodes.Select(node => Row(node, entries))];
    }

    /// <summary>The same before anything ran: all nodes are free.</summary>
    public static IReadOnlyList<NodeRow> Free(NodePoolOptions pool) => [.. pool.Nodes.Select(node => Row(node, []))];

    private static NodeRow Row(NodeDefinition node, IReadOnlyList<LeaseEntry> entries) => new(
        node.Name,
        node.Device,
        node.Cards,
        node.Transport.ToString().ToLowerInvariant(),
        node.Address,
        node.Container?.Name,
        entries.FirstOrDefault(e => e.Lease?.Nodes.Contains(node.Name) == true)?.Request.RunId,
        [.. entries.Where(e => e.Lease is null && MayUse(e.Request, node)).Select(e => e.Request.RunId)]);

    private static bool MayUse(LeaseRequest request, NodeDefinition node) =>
        (request.Nodes.Count == 0 || request.Nodes.Contains(node.Name)) && (request.Device is null || node.Device is null || request.Device == node.Device)
        && request.Labels.All(node.Labels.Contains);
}
