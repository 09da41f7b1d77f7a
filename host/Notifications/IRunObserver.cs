using Pipeline.Host.Runs;

namespace Pipeline.Host.Notifications;

/// <summary>Hears of what happened to runs, in a serving host. At least once: a host that dies in between tells it again.</summary>
internal interface IRunObserver
{
    /// <summary>Something happened.</summary>
    void Happened(RunEvent happened, RunView run);
}
