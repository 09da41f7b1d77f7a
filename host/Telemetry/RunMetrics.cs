using System.Diagnostics.Metrics;
using Pipeline.Host.Notifications;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Telemetry;

/// <summary>Counts and times what ended, and shows how many runs, nodes and messages are in which state.</summary>
internal sealed class RunMetrics : IRunObserver, IDisposable
{
    /// <summary>From seconds to a day: health checks and calibrations.</summary>
    private static readonly InstrumentAdvice<double> Buckets = new() { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 1800, 3600, 7200, 14400, 28800, 86400] };

    private readonly Meter meter = new(TelemetryNames.Pipeline);
    private readonly Counter<long> ended;
    private readonly Histogram<double> runs;
    private readonly Histogram<double> steps;

    public RunMetrics()
    {
        ended = meter.CreateCounter<long>(TelemetryNames.RunsEnded, "{run}", "Runs that ended.");
        runs = meter.CreateHistogram(TelemetryNames.RunDuration, "s", "How long runs took, waiting included.", advice: Buckets);
        steps = meter.CreateHistogram(TelemetryNames.StepDuration, "s", "How long steps took.", advice: Buckets);
        meter.CreateObservableGauge(TelemetryNames.RunsOpen, () => Now.Open, "{run}", "Runs that have not ended.");
        meter.CreateObservableGauge(TelemetryNames.RunsDriven, () => Now.Driven, "{run}", "Runs that this process drives.");
        meter.CreateObservableGauge(TelemetryNames.NotificationsPending, () => Now.Pending, "{message}", "Notifications that have not arrived yet.");
        meter.CreateObservableGauge(
            TelemetryNames.Nodes,
            () => (Measurement<int>[])[new(Now.Leased, new KeyValuePair<string, object?>(TelemetryNames.NodeState, "leased")), new(Now.Free, new KeyValuePair<string, object?>(TelemetryNames.NodeState, "free"))],
            "{node}",
            "Nodes of the pool.");
    }

    /// <summary>How things stand, looked up every few seconds.</summary>
    public HostStanding Now { get; set; } = new(0, 0, 0, 0, 0);

    /// <inheritdoc/>
    public void Happened(RunEvent happened, RunView run)
    {
        if (happened.Kind == RunEventKind.Waiting)
            return;
        var outcome = new KeyValuePair<string, object?>(TelemetryNames.Outcome, happened.Kind.ToString().ToLowerInvariant());
        var pipeline = new KeyValuePair<string, object?>(TelemetryNames.PipelineName, run.Workflow);
        ended.Add(1, pipeline, outcome);
        runs.Record((happened.At - run.CreatedAt).TotalSeconds, pipeline, outcome);
        foreach (var step in run.Steps)
        {
            if (step.EndedAt is { } end)
            {
                steps.Record(
                    (end - step.StartedAt).TotalSeconds, pipeline, new KeyValuePair<string, object?>(TelemetryNames.Step, step.Name),
                    new KeyValuePair<string, object?>(TelemetryNames.Outcome, step.Outcome ?? step.State.ToString()));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}

/// <summary>How things stand.</summary>
/// <param name="Open">Runs that have not ended.</param>
/// <param name="Driven">Runs that this process drives.</param>
/// <param name="Leased">Nodes that a run holds.</param>
/// <param name="Free">Nodes that none holds.</param>
/// <param name="Pending">Messages that have not arrived yet.</param>
internal sealed record HostStanding(int Open, int Driven, int Leased, int Free, int Pending);
