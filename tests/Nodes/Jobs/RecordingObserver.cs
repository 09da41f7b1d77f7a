using System.Text;
using Pipeline.Activities.Nodes.Jobs;

namespace Pipeline.Tests.Nodes.Jobs;

/// <summary>Keeps what it hears.</summary>
internal sealed class RecordingObserver : IJobObserver
{
    private readonly TaskCompletionSource<JobStatus> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> unreachable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder output = new();

    /// <summary>How many of the next ends it fails to take.</summary>
    public int Failures { get; set; }

    public string Output => output.ToString();

    public int Unreachable { get; private set; }

    public Task<JobStatus> Ended => ended.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public Task<string> FirstUnreachable => unreachable.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public bool HasEnded => ended.Task.IsCompleted;

    public Task OnOutputAsync(JobStatus status, string text, CancellationToken cancellationToken)
    {
        output.Append(text);
        return Task.CompletedTask;
    }

    public Task OnEndedAsync(JobStatus status, CancellationToken cancellationToken)
    {
        if (Failures-- > 0)
            throw new InvalidOperationException("The database is locked.");
        ended.TrySetResult(status);
        return Task.CompletedTask;
    }

    public Task OnUnreachableAsync(string jobId, string reason, CancellationToken cancellationToken)
    {
        Unreachable++;
        unreachable.TrySetResult(reason);
        return Task.CompletedTask;
    }
}
