using Pipeline.Engine.Definitions;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Sessions;

/// <summary>
/// One opened data folder. Disposing it stops driving in this process: a run that has ended is cleaned up to the end, one
/// that goes on stays at its last commit, and its jobs go on on the nodes.
/// </summary>
public interface IHostSession : IAsyncDisposable
{
    /// <summary>Everything about runs.</summary>
    IRuns Runs { get; }

    /// <summary>The workflow definitions.</summary>
    IDefinitions Definitions { get; }
}
