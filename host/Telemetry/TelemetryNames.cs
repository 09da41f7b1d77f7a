namespace Pipeline.Host.Telemetry;

/// <summary>Names of spans, metrics and attributes: a contract, listed in <c>docs/operations.md</c>.</summary>
internal static class TelemetryNames
{
    /// <summary>The service, the source of spans and the meter.</summary>
    public const string Pipeline = "pipeline";

    /// <summary>Counts runs that ended.</summary>
    public const string RunsEnded = "pipeline.runs.ended";

    /// <summary>How long runs took, in seconds.</summary>
    public const string RunDuration = "pipeline.run.duration";

    /// <summary>How long steps took, in seconds.</summary>
    public const string StepDuration = "pipeline.step.duration";

    /// <summary>Runs that have not ended.</summary>
    public const string RunsOpen = "pipeline.runs.open";

    /// <summary>Runs that this process drives.</summary>
    public const string RunsDriven = "pipeline.runs.driven";

    /// <summary>Nodes of the pool.</summary>
    public const string Nodes = "pipeline.nodes";

    /// <summary>Messages that have not arrived yet.</summary>
    public const string NotificationsPending = "pipeline.notifications.pending";

    /// <summary>The pipeline's name.</summary>
    public const string PipelineName = "pipeline.name";

    /// <summary>The run's id.</summary>
    public const string Run = "pipeline.run";

    /// <summary>Who asked for the run.</summary>
    public const string By = "pipeline.by";

    /// <summary>The model.</summary>
    public const string Model = "pipeline.model";

    /// <summary>How a run or step ended.</summary>
    public const string Outcome = "pipeline.outcome";

    /// <summary>The step.</summary>
    public const string Step = "pipeline.step";

    /// <summary>How often the run has come to the step, from 1.</summary>
    public const string Visit = "pipeline.step.visit";

    /// <summary>The attempt that ended the step, from 1.</summary>
    public const string Attempt = "pipeline.step.attempt";

    /// <summary>The job's id.</summary>
    public const string Job = "pipeline.job";

    /// <summary>The node.</summary>
    public const string Node = "pipeline.node";

    /// <summary><c>free</c> or <c>leased</c>.</summary>
    public const string NodeState = "pipeline.node.state";
}
