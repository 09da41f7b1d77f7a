using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Sessions;

namespace Pipeline.Host.Cli.Serving;

/// <summary>The host as a service: pages, hooks, API.</summary>
public interface IWebServer
{
    /// <summary>Serves until cancelled.</summary>
    /// <exception cref="Runs.InputException">The settings or addresses cannot work, or another process serves the folder.</exception>
    Task ServeAsync(ServeOptions options, CliConsole console, CancellationToken cancellationToken);
}

/// <summary>What to serve.</summary>
/// <param name="Session">The data folder and settings.</param>
/// <param name="Urls">Addresses to listen on; empty = those of the settings, else loopback.</param>
/// <param name="Json">Whether machines read the output.</param>
public sealed record ServeOptions(SessionOptions Session, IReadOnlyList<string> Urls, bool Json);
