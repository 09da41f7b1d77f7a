namespace Pipeline.Host.Cli.Sessions;

/// <summary>Opens what commands work on. Parsing and help need none, so making one must cost nothing.</summary>
public interface IHostSessions
{
    /// <summary>Opens the data folder: makes it, its database and, for a demo, its simulated nodes.</summary>
    /// <exception cref="Runs.InputException">The settings or faults cannot work.</exception>
    Task<IHostSession> OpenAsync(SessionOptions options, CancellationToken cancellationToken = default);

    /// <summary>The nodes of the pool, who holds or waits for them, and whether they can be reached; without opening what runs need, so that it answers at once.</summary>
    /// <exception cref="Runs.InputException">The settings cannot work.</exception>
    Task<IReadOnlyList<NodeRow>> NodesAsync(SessionOptions options, CancellationToken cancellationToken = default);

    /// <summary>A look at every node, at all of them at once: cards, versions, ports, container, Ray, workspace.</summary>
    /// <exception cref="Runs.InputException">The settings cannot work.</exception>
    Task<PoolCheck> CheckNodesAsync(SessionOptions options, CancellationToken cancellationToken = default);
}
