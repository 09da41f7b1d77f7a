using Pipeline.Host.Cli.Simulation;
using Pipeline.Host.Runs;
using Pipeline.Host.Simulator;

namespace Pipeline.Host.Composition;

/// <summary>Simulated nodes for the command line.</summary>
internal sealed class SimulatedNodes : ISimulatedNodes
{
    /// <inheritdoc/>
    public string Make(string folder, string name, string device, int cards) => Guarded(() => SimulatedNode.Create(folder, name, device, cards).Bin);

    /// <inheritdoc/>
    public void Inject(string folder, string fault) => Guarded(() =>
    {
        SimulatedCluster.InjectFault(folder, fault);
        return true;
    });

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SimulatorException e)
        {
            throw new InputException(e.Message);
        }
    }
}
