using Pipeline.Activities.Steps.Records;

namespace Pipeline.Host.Runs;

/// <summary>The states of a run, as users see them.</summary>
public enum RunStatus
{
    /// <summary>Waits for its turn or for nodes.</summary>
    Waiting,

    /// <summary>Goes on.</summary>
    Running,

    /// <summary>Ended as it should.</summary>
    Finished,

    /// <summary>Ended with a failure; can be retried.</summary>
    Failed,

    /// <summary>Ended by the user.</summary>
    Cancelled,

    /// <summary>Not ended, and no host process drives it: <c>pipeline run --resume</c> takes it up.</summary>
    Interrupted,
}

/// <summary>One run as shown to users.</summary>
/// <param name="Id">The run.</param>
/// <param name="Workflow">The pipeline's name, or the id of the definition.</param>
/// <param name="Status">Its state.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended; null while open.</param>
public sealed record RunView(string Id, string Workflow, RunStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    /// <summary>The id of the definition's version that it executes.</summary>
    public string? Version { get; init; }

    /// <summary>What people call it: the pipeline's name, or that of the definition.</summary>
    public string Title { get => field ?? Workflow; init; }

    /// <summary>The inputs it was started with.</summary>
    public IReadOnlyDictionary<string, object?> Inputs { get; init; } = new Dictionary<string, object?>();

    /// <summary>What it made, by name: <c>measurements</c>, <c>quantConfig</c>, <c>endpoint</c>, …</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; init; } = new Dictionary<string, object?>();

    /// <summary>Its steps in the order in which they began. Empty in listings.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    /// <summary>Nodes it holds or held, the head first.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Who asked for it, e.g. <c>key nightly</c> or <c>hook calibrate</c>; null for whoever works at the command line.</summary>
    public string? By { get; init; }

    /// <summary>The delivery that it came by: what its sender called that, e.g. a <c>webhook-id</c>; null when it came by none.</summary>
    public string? Delivery { get; init; }

    /// <summary>What its sender, or the workflow itself, calls what it belongs to; null when nothing.</summary>
    public string? Correlation { get; init; }

    /// <summary>For a failed run: what went wrong, in one sentence.</summary>
    public string? Error { get; init; }

    /// <summary>For a failed run: what the user can do.</summary>
    public string? Remedy { get; init; }
}

/// <summary>A pipeline, or a published definition, that can be run.</summary>
/// <param name="Name">The name by which it is started: the pipeline's, or the id of the definition.</param>
/// <param name="Description">What it does, in one sentence; may be empty for a definition.</param>
/// <param name="Inputs">What <c>--set</c> takes.</param>
public sealed record WorkflowInfo(string Name, string Description, IReadOnlyList<WorkflowInputInfo> Inputs)
{
    /// <summary>What people call it.</summary>
    public string Title { get => field ?? Name; init; }
}

/// <summary>One input of a pipeline.</summary>
/// <param name="Name">Its name for <c>--set name=value</c>.</param>
/// <param name="Type">Its type in words: <c>text</c>, <c>number</c>, <c>yes/no</c>, <c>list of numbers</c>, …</param>
/// <param name="Description">Its meaning.</param>
/// <param name="Default">The value when it is not set, as text; null when none.</param>
public sealed record WorkflowInputInfo(string Name, string Type, string Description, string? Default)
{
    /// <summary>Whether an empty text is a value of it.</summary>
    public bool MayBeEmpty { get; init; }
}

/// <summary>What a run would do: nothing was executed to find out.</summary>
/// <param name="Workflow">The pipeline.</param>
/// <param name="Steps">Its steps in order, with the outcome that the plan assumes.</param>
/// <param name="Warnings">What the user should know before starting.</param>
public sealed record RunPlan(string Workflow, IReadOnlyList<PlannedStep> Steps, IReadOnlyList<string> Warnings);

/// <summary>One step of a plan.</summary>
/// <param name="Name">The step.</param>
/// <param name="Outcome">The outcome that the plan assumes.</param>
/// <param name="Commands">Every command, per node.</param>
public sealed record PlannedStep(string Name, string Outcome, IReadOnlyList<PlannedCommand> Commands);

/// <summary>One command of a plan.</summary>
/// <param name="Node">The node.</param>
/// <param name="Container">The container it runs in; null = on the node itself.</param>
/// <param name="Environment">Variables set for it.</param>
/// <param name="WorkingDirectory">Its folder; null = the login folder.</param>
/// <param name="Script">The shell text.</param>
public sealed record PlannedCommand(string Node, string? Container, IReadOnlyDictionary<string, string> Environment, string? WorkingDirectory, string Script);

/// <summary>A piece of a step's log.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Node">The node it came from.</param>
/// <param name="Text">The text, whole lines where possible.</param>
public sealed record LogChunk(string Step, string Node, string Text);
