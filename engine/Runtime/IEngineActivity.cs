namespace Pipeline.Engine.Runtime;

/// <summary>What the engine does by itself: dispatched and resumed runs, fired timers, recovered runs.</summary>
public interface IEngineActivity
{
    /// <summary>Waits until no run goes on in the background. Runs that wait for something outside count as idle.</summary>
    Task WhenIdleAsync(CancellationToken cancellationToken = default);
}
