using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Watching;

/// <summary>Looks at a run until it ends, or until no process drives it any more.</summary>
internal sealed class RunWatcher(IRuns runs, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Shows every look; returns the last.</summary>
    public async Task<RunView> FollowAsync(string run, Action<RunView> show, CancellationToken cancellationToken)
    {
        RunView? before = null;
        while (true)
        {
            var view = await runs.FindAsync(run, cancellationToken) ?? throw new InputException($"The run '{run}' is gone: its data folder was changed.");
            show(view);
            // A run that ends between reading it and reading its lock looks interrupted once.
            if (view.EndedAt is not null || (view.Status == RunStatus.Interrupted && before?.Status == RunStatus.Interrupted))
                return view;
            before = view;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
