using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Cli.Simulation;

namespace Pipeline.MeasurementProgram;

/// <summary>The parts of the host that measurement commands never ask for.</summary>
internal sealed class NoHost : IHostSessions, ISimulatedNodes
{
    /// <summary>The one thing it says.</summary>
    public static NotSupportedException Missing => new("Only the measurement commands are here.");

    /// <inheritdoc/>
    public Task<IHostSession> OpenAsync(SessionOptions options, CancellationToken cancellationToken = default) => throw Missing;

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeRow>> NodesAsync(SessionOptions options, CancellationToken cancellationToken = default) => throw Missing;

    /// <inheritdoc/>
    public string Make(string folder, string name, string device, int cards) => throw Missing;

    /// <inheritdoc/>
    public void Inject(string folder, string fault) => throw Missing;
}
