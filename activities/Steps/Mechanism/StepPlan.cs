using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// What a step would do: which command on which node. Stages run one after another, the jobs of a stage side by side; a
/// stage begins when every job of the one before ended with exit code 0.
/// </summary>
/// <param name="Stages">The stages; none = there is nothing to do, and the step is judged at once.</param>
public sealed record StepPlan(IReadOnlyList<StepStage> Stages)
{
    /// <summary>The plan that does nothing.</summary>
    public static readonly StepPlan Nothing = new([]);

    /// <summary>How the jobs' logs tell progress.</summary>
    public ProgressKind Progress { get; init; }

    /// <summary>Jobs of earlier steps that are ended before anything else.</summary>
    public IReadOnlyList<JobToEnd> Ends { get; init; } = [];

    /// <summary>One stage.</summary>
    public static StepPlan Of(params IEnumerable<StepJob> jobs) => InOrder(jobs);

    /// <summary>Several stages; one without jobs is left out.</summary>
    public static StepPlan InOrder(params IEnumerable<IEnumerable<StepJob>> stages) =>
        new([.. stages.Select(jobs => new StepStage([.. jobs])).Where(stage => stage.Jobs.Count > 0)]);
}

/// <summary>A job of an earlier step that this one ends.</summary>
/// <param name="Node">Its node.</param>
/// <param name="JobId">Its id.</param>
public sealed record JobToEnd(string Node, string JobId);

/// <summary>Jobs that run side by side.</summary>
/// <param name="Jobs">The jobs.</param>
public sealed record StepStage(IReadOnlyList<StepJob> Jobs);

/// <summary>One command on one node.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Script">The command.</param>
public sealed record StepJob(string Node, ShellScript Script)
{
    /// <summary>Variables set for it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Its folder; the login folder when null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The container it runs in; null = on the node itself.</summary>
    public string? Container { get; init; }

    /// <summary>Most time it may take; no limit when null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Longest time without a line in its log; no limit when null.</summary>
    public TimeSpan? SilenceLimit { get; init; }

    /// <summary>True for a job that is to outlive the step, such as a server: the step ends without it, but not if it ends first.</summary>
    public bool RunsOn { get; init; }

    /// <summary>Skips the command when its result is there already, and marks the result when it is done.</summary>
    public IJobGuard? Guard { get; init; }

    /// <summary>What the node's shell gets: the command within its guard.</summary>
    public ShellScript FullScript => Guard?.Around(Script) ?? Script;
}

/// <summary>How logs tell progress.</summary>
public enum ProgressKind
{
    /// <summary>They do not.</summary>
    None,

    /// <summary>The milestones and batch lines of <c>calibrate_model.sh</c>.</summary>
    Calibration,

    /// <summary>The warm-up and start-up lines of <c>vllm serve</c>.</summary>
    Serving,
}
