using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Notifications;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Telemetry;

/// <summary>
/// A run is a trace, a step a span, a job a child span. They are written when the run ends, from its records: a run outlives
/// processes, and a restart must not tear its trace. A run that ends again after a retry is another trace, of all its steps.
/// </summary>
internal sealed class RunTraces : IRunObserver, IDisposable
{
    private static readonly AsyncLocal<ActivityTraceId?> Wanted = new();

    private readonly ActivitySource source = new(TelemetryNames.Pipeline);

    /// <summary>Lets a trace's id follow from the event's: told again, it is the same trace.</summary>
    static RunTraces() => Activity.TraceIdGenerator = () => Wanted.Value ?? ActivityTraceId.CreateRandom();

    /// <inheritdoc/>
    public void Happened(RunEvent happened, RunView run)
    {
        if (happened.Kind == RunEventKind.Waiting)
            return;
        Wanted.Value = ActivityTraceId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(happened.Id)).AsSpan(0, 16));
        Activity.Current = null;
        try
        {
            Write(happened, run);
        }
        finally
        {
            Wanted.Value = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private void Write(RunEvent happened, RunView run)
    {
        using var trace = source.StartActivity($"run {run.Workflow}", ActivityKind.Internal, default(ActivityContext), startTime: run.CreatedAt);
        if (trace is null)
            return;
        trace.SetTag(TelemetryNames.PipelineName, run.Workflow).SetTag(TelemetryNames.Run, run.Id).SetTag(TelemetryNames.By, run.By)
            .SetTag(TelemetryNames.Outcome, happened.Kind.ToString().ToLowerInvariant());
        if (run.Inputs.GetValueOrDefault("model")?.ToString() is { Length: > 0 } model)
            trace.SetTag(TelemetryNames.Model, model);
        if (happened.Kind == RunEventKind.Failed)
            trace.SetStatus(ActivityStatusCode.Error, run.Error);
        foreach (var step in run.Steps)
            Write(step, trace, happened.At);
        trace.SetEndTime(happened.At.UtcDateTime);
    }

    private void Write(StepRecord step, Activity trace, DateTimeOffset end)
    {
        using var span = source.StartActivity($"step {step.Name}", ActivityKind.Internal, trace.Context, startTime: step.StartedAt);
        if (span is null)
            return;
        span.SetTag(TelemetryNames.Step, step.Name).SetTag(TelemetryNames.Visit, step.Visit).SetTag(TelemetryNames.Attempt, step.Attempt)
            .SetTag(TelemetryNames.Outcome, step.Outcome ?? step.State.ToString());
        if (step.State == StepState.Failed)
            span.SetStatus(ActivityStatusCode.Error, step.Error);
        foreach (var job in step.Jobs)
            Write(step, job, span, step.EndedAt ?? end);
        span.SetEndTime((step.EndedAt ?? end).UtcDateTime);
    }

    /// <summary>A job's own times are on its node; its span has its step's.</summary>
    private void Write(StepRecord step, string job, Activity parent, DateTimeOffset end)
    {
        using var span = source.StartActivity("job", ActivityKind.Client, parent.Context, startTime: step.StartedAt);
        span?.SetTag(TelemetryNames.Job, job).SetTag(TelemetryNames.Node, RunLogs.NodeOf(step, job)).SetEndTime(end.UtcDateTime);
    }
}
