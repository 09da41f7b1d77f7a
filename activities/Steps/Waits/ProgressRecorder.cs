using Pipeline.Activities.Gaudi.Text;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Records;

namespace Pipeline.Activities.Steps.Waits;

/// <summary>Writes the progress of running steps into their records.</summary>
internal sealed class ProgressRecorder(IStepRecords records, TimeProvider clock)
{
    /// <summary>For one wait.</summary>
    public RunningProgress For(StepWait wait) => new(wait, records, clock);
}

/// <summary>The progress of one running step: read from its jobs' logs, written at most four times a second.</summary>
internal sealed class RunningProgress(StepWait wait, IStepRecords records, TimeProvider clock)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, IProgressParser> parsers = [];
    private readonly Lock gate = new();
    private DateTimeOffset written;

    public Task OutputAsync(string jobId, string text, CancellationToken cancellationToken) =>
        wait.Progress != ProgressKind.None && Read(jobId, text) is { } progress
            ? UpdateAsync(r => r with { Progress = progress.Fraction, Detail = Describe(progress) }, cancellationToken)
            : Task.CompletedTask;

    private Progress? Read(string jobId, string text)
    {
        lock (gate)
        {
            if (!parsers.TryGetValue(jobId, out var parser))
                parsers[jobId] = parser = ProgressParsers.Of(wait.Progress);
            var now = clock.GetUtcNow();
            if (parser.Feed(text) is not { } progress || now - written < Least)
                return null;
            written = now;
            return progress;
        }
    }

    public Task UnreachableAsync(string reason, CancellationToken cancellationToken) =>
        UpdateAsync(r => r with { Detail = $"node not reachable at present: {reason}" }, cancellationToken);

    private async Task UpdateAsync(Func<StepRecord, StepRecord> change, CancellationToken cancellationToken)
    {
        var record = await records.FindAsync(wait.RunId, wait.ActivityId, wait.Visit, cancellationToken);
        if (record is { State: StepState.Running })
            await records.SaveAsync(change(record), cancellationToken);
    }

    private static string Describe(Progress progress)
    {
        var text = progress.Detail is null ? progress.Phase : $"{progress.Phase}: {progress.Detail}";
        return progress.Remaining is { } left ? $"{text}, {Math.Ceiling(left.TotalMinutes):0} min left" : text;
    }
}

/// <summary>Chooses the parser for a kind of progress.</summary>
internal static class ProgressParsers
{
    /// <summary>A fresh parser.</summary>
    public static IProgressParser Of(ProgressKind kind) => kind switch
    {
        ProgressKind.Calibration => new Gaudi.Calibration.CalibrationProgress(),
        ProgressKind.Serving => new Gaudi.Serving.ServingProgress(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such progress."),
    };
}
