using Pipeline.Activities.Nodes.Jobs;

namespace Pipeline.Activities.Steps.Waits;

/// <summary>
/// Tells when a wait for jobs is over: every job that the step waits for has ended, or one has ended badly, or one that
/// was to run on has ended.
/// </summary>
internal sealed class JobEndings(StepWait wait, RunningProgress progress) : IJobObserver
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> open = [.. wait.Jobs.Where(j => !j.RunsOn).Select(j => j.Job.Id)];
    private readonly Lock gate = new();

    /// <summary>Completes when the wait is over.</summary>
    public Task Reached => reached.Task;

    /// <inheritdoc/>
    public Task OnOutputAsync(JobStatus status, string text, CancellationToken cancellationToken) =>
        progress.OutputAsync(status.Id, text, cancellationToken);

    /// <inheritdoc/>
    public Task OnEndedAsync(JobStatus status, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            open.Remove(status.Id);
            var runsOn = wait.Jobs.Any(j => j.RunsOn && j.Job.Id == status.Id);
            if (open.Count == 0 || runsOn || status is not { State: JobState.Exited, ExitCode: 0 })
                reached.TrySetResult();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnUnreachableAsync(string jobId, string reason, CancellationToken cancellationToken) =>
        progress.UnreachableAsync(reason, cancellationToken);
}
