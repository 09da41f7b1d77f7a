using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Waits;

/// <summary>
/// What a suspended step waits for. Written before the jobs start and taken away when the step goes on, so that a host
/// that starts later knows what to watch.
/// </summary>
/// <param name="Key">Also the id of the engine's bookmark.</param>
/// <param name="RunId">The run.</param>
public sealed record StepWait(string Key, string RunId)
{
    /// <summary>The activity.</summary>
    public string ActivityId { get; init; } = "";

    /// <summary>Its visit, from 1.</summary>
    public int Visit { get; init; }

    /// <summary>The jobs, when it waits for jobs.</summary>
    public IReadOnlyList<WaitedJob> Jobs { get; init; } = [];

    /// <summary>When the wait ends, when it waits for time.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Whether it waits for nodes.</summary>
    public bool ForLease { get; init; }

    /// <summary>How the jobs' logs tell progress.</summary>
    public ProgressKind Progress { get; init; }
}

/// <summary>A job that a step waits for.</summary>
/// <param name="Job">The job as started.</param>
/// <param name="RunsOn">Whether the step goes on without its end.</param>
public sealed record WaitedJob(JobSpec Job, bool RunsOn);
