namespace Pipeline.Activities.Steps.Records;

/// <summary>What is known of one execution ("visit") of one step of a run: for people and for the CLI, never for decisions of the engine.</summary>
public sealed record StepRecord
{
    /// <summary>The run (workflow instance id).</summary>
    public required string RunId { get; init; }

    /// <summary>The activity's id in its workflow, e.g. <c>Calibrate1</c>.</summary>
    public required string ActivityId { get; init; }

    /// <summary>How often the run has come to this activity, from 1: a loop back makes a second visit.</summary>
    public required int Visit { get; init; }

    /// <summary>The step's name for people, e.g. <c>Calibrate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>State of this visit.</summary>
    public StepState State { get; init; }

    /// <summary>The attempt that runs or ran last, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The named outcome, once there is one, e.g. <c>All up</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>Names of the nodes that the step works on.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Ids of the jobs of the last attempt, in the order of its stages.</summary>
    public IReadOnlyList<string> Jobs { get; init; } = [];

    /// <summary>The node of each of <see cref="Jobs"/>; empty in records of earlier versions.</summary>
    public IReadOnlyList<string> JobNodes { get; init; } = [];

    /// <summary>When the visit began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>0 to 1; null when unknown.</summary>
    public double? Progress { get; init; }

    /// <summary>What it is doing, e.g. <c>2/4 Measuring scales</c>, or the result in one sentence once ended.</summary>
    public string? Detail { get; init; }

    /// <summary>For a failed attempt: what went wrong, in one sentence.</summary>
    public string? Error { get; init; }

    /// <summary>For a failed attempt: what the user can do.</summary>
    public string? Remedy { get; init; }
}

/// <summary>The states of a step's visit.</summary>
public enum StepState
{
    /// <summary>Waits for nodes.</summary>
    Waiting,

    /// <summary>Its jobs run.</summary>
    Running,

    /// <summary>An attempt failed; the next one follows after a pause.</summary>
    BackingOff,

    /// <summary>Ended with an outcome.</summary>
    Done,

    /// <summary>Its result was there already and intact.</summary>
    Skipped,

    /// <summary>Failed for good.</summary>
    Failed,

    /// <summary>Ended by the user.</summary>
    Cancelled,
}
