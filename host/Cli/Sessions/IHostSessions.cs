namespace Pipeline.Host.Cli.Sessions;

/// <summary>Opens what commands work on. Parsing and help need none, so making one must cost nothing.</summary>
public interface IHostSessions
{
    /// <summary>Opens the data folder: makes it, its database and, for a demo, its simulated nodes.</summary>
    /// <exception cref="Runs.InputException">The settings or faults cannot work.</exception>
    Task<IHostSession> OpenAsync(SessionOptions options, CancellationToken cancellationToken = default);
}
