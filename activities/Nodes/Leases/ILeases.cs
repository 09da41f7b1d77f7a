namespace Pipeline.Activities.Nodes.Leases;

/// <summary>
/// Who may use which node. A run leases whole nodes before it touches them; requests are served first in, first out,
/// and survive restarts.
/// </summary>
public interface ILeases
{
    /// <summary>
    /// Asks for nodes. Idempotent per run: the first request of a run stands until released. Returns the grant when the
    /// nodes are free now, else null; ask again to learn of a later grant.
    /// </summary>
    /// <exception cref="LeaseException">The pool can never, or can no longer, fulfil the request; the message says what there is.</exception>
    Task<Lease?> RequestAsync(LeaseRequest request, CancellationToken cancellationToken = default);

    /// <summary>What the run holds, or null.</summary>
    Task<Lease?> FindAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Ends the run's lease or request and grants what waits. Idempotent.</summary>
    Task ReleaseAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>All leases and waiting requests, oldest first.</summary>
    Task<IReadOnlyList<LeaseEntry>> ListAsync(CancellationToken cancellationToken = default);
}

/// <summary>The wish for nodes.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Cards">Cards wanted in total; whole nodes are leased until they hold so many.</param>
public sealed record LeaseRequest(string RunId, int Cards)
{
    /// <summary>Exactly these nodes, head first, when not empty.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Only nodes of this device type (<c>gaudi2</c>, <c>gaudi3</c>) when set; else all of one type.</summary>
    public string? Device { get; init; }

    /// <summary>Only nodes that carry all these labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Fewest nodes; more than one forces a multi-node run.</summary>
    public int MinimumNodes { get; init; } = 1;
}

/// <summary>Nodes granted to a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Nodes">Node names, the head first.</param>
/// <param name="Fence">Grows with every grant: a later lease of a node has a larger number.</param>
public sealed record Lease(string RunId, IReadOnlyList<string> Nodes, long Fence);

/// <summary>One row of the lease table.</summary>
/// <param name="Request">The wish.</param>
/// <param name="Lease">The grant; null while waiting.</param>
/// <param name="Since">When it was asked for.</param>
public sealed record LeaseEntry(LeaseRequest Request, Lease? Lease, DateTimeOffset Since);

/// <summary>A request that can never be fulfilled.</summary>
public sealed class LeaseException(string message) : Exception(message);
