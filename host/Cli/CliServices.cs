using Pipeline.Host.Cli.Measurements;
using Pipeline.Host.Cli.Serving;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Cli.Simulation;

namespace Pipeline.Host.Cli;

/// <summary>What commands need of the rest of the host. Nothing heavy is loaded before a command uses it.</summary>
/// <param name="Sessions">Opens data folders.</param>
/// <param name="Simulator">Simulated nodes.</param>
/// <param name="Measurements">The native transforms.</param>
/// <param name="HostCommand">Program and leading arguments that start this program again.</param>
/// <param name="Clock">The clock.</param>
public sealed record CliServices(
    IHostSessions Sessions, Func<ISimulatedNodes> Simulator, Func<IMeasurementTools> Measurements, IReadOnlyList<string> HostCommand, TimeProvider Clock)
{
    /// <summary>The host as a service.</summary>
    public required Func<IWebServer> Server { get; init; }
}
