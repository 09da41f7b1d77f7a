using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Watching;

/// <summary>Shows runs while they go on.</summary>
internal interface IRunDisplay
{
    /// <summary>Calls <paramref name="follow"/> with what shows one look, and returns its result.</summary>
    Task<RunView> ShowAsync(Func<Action<RunView>, Task<RunView>> follow);
}
