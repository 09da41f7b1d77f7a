using System.Globalization;
using Pipeline.Host.Simulator.Faults;

namespace Pipeline.Host.Simulator;

/// <summary>
/// How fast a node is. The default pace shortens hours to seconds; <c>PIPELINE_SIM_SPEED</c>, or <c>state/speed</c> of the
/// node or of the cluster, speeds it up by a factor; the fault <c>slow</c> slows it down.
/// </summary>
internal sealed class Pace(double factor, TimeProvider clock)
{
    /// <summary>Environment variable with the factor.</summary>
    public const string Variable = "PIPELINE_SIM_SPEED";

    /// <summary>The pace of a node.</summary>
    public static Pace Of(SimulatedNode node, string? environmentSpeed, TimeProvider clock)
    {
        string? text = environmentSpeed ?? node.State.Read("speed") ?? node.Cluster.Read("speed");
        double speed = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 ? value : 1;
        return new Pace(speed / (node.Faults.Find(FaultKind.Slow)?.Number ?? 1), clock);
    }

    /// <summary>A factor as it is stored.</summary>
    /// <exception cref="SimulatorException">Not a positive number.</exception>
    public static string Format(double factor) =>
        factor > 0 && double.IsFinite(factor)
            ? factor.ToString(CultureInfo.InvariantCulture)
            : throw new SimulatorException($"A speed is a number above 0, not {factor}.");

    /// <summary>What so many seconds at the default pace take.</summary>
    public TimeSpan Span(double seconds) => TimeSpan.FromSeconds(seconds / factor);

    /// <summary>Waits so many seconds at the default pace.</summary>
    public Task WaitAsync(double seconds, CancellationToken stop) => Task.Delay(Span(seconds), clock, stop);
}
