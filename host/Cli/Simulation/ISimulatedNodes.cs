namespace Pipeline.Host.Cli.Simulation;

/// <summary>Makes simulated nodes and lets things go wrong on them.</summary>
public interface ISimulatedNodes
{
    /// <summary>Makes a node in <paramref name="folder"/>, or leaves it as it is when it is there.</summary>
    /// <returns>The folder to put first on <c>PATH</c>.</returns>
    /// <exception cref="Runs.InputException">The node cannot be made so.</exception>
    string Make(string folder, string name, string device, int cards);

    /// <summary>Injects a fault into the node in <paramref name="folder"/>.</summary>
    /// <exception cref="Runs.InputException">There is no such node or fault; lists those there are.</exception>
    void Inject(string folder, string fault);
}
