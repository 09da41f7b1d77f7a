using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Api;

/// <summary>A run as listed.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Pipeline">Its pipeline, or the id of the definition.</param>
/// <param name="Title">What people call that.</param>
/// <param name="Status">Its state.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended; null while open.</param>
/// <param name="By">Who asked for it; null for whoever works at the command line.</param>
/// <param name="Nodes">Nodes it holds or held, the head first.</param>
/// <param name="Error">What went wrong, when it failed.</param>
public sealed record RunSummary(
    string Run, string Pipeline, string Title, RunStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, string? By, IReadOnlyList<string> Nodes, string? Error)
{
    /// <summary>From what the host knows.</summary>
    internal static RunSummary Of(RunView run) => new(run.Id, run.Workflow, run.Title, run.Status, run.CreatedAt, run.EndedAt, run.By, run.Nodes, run.Error);
}

/// <summary>A page of runs, the newest first.</summary>
/// <param name="Runs">The runs.</param>
public sealed record RunPage(IReadOnlyList<RunSummary> Runs);

/// <summary>A run with all that is known of it.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Pipeline">Its pipeline, or the id of the definition.</param>
/// <param name="Title">What people call that.</param>
/// <param name="Status">Its state.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended; null while open.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Delivery">What the sender called the delivery that it came by, e.g. its <c>webhook-id</c>; null when it came by none.</param>
/// <param name="Correlation">What the sender, or the workflow itself, calls what it belongs to; null when nothing.</param>
/// <param name="Nodes">Nodes it holds or held, the head first.</param>
/// <param name="Inputs">What it was started with.</param>
/// <param name="Outputs">What it made.</param>
/// <param name="Steps">Its steps in the order in which they began.</param>
/// <param name="Error">What went wrong, when it failed.</param>
/// <param name="Remedy">What helps.</param>
/// <param name="Links">Where to go on.</param>
public sealed record RunDetails(
    string Run, string Pipeline, string Title, RunStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, string? By, string? Delivery, string? Correlation, IReadOnlyList<string> Nodes,
    IReadOnlyDictionary<string, object?> Inputs, IReadOnlyDictionary<string, object?> Outputs, IReadOnlyList<StepDetails> Steps,
    string? Error, string? Remedy, RunLinks Links)
{
    /// <summary>From what the host knows.</summary>
    internal static RunDetails Of(RunView run) => new(
        run.Id, run.Workflow, run.Title, run.Status, run.CreatedAt, run.EndedAt, run.By, run.Delivery, run.Correlation, run.Nodes, run.Inputs, run.Outputs,
        [.. run.Steps.Select(StepDetails.Of)], run.Error, run.Remedy, RunLinks.Of(run.Id));
}

/// <summary>One visit of a step.</summary>
/// <param name="Activity">The activity in the pipeline's graph.</param>
/// <param name="Visit">How often the run has come to it, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state.</param>
/// <param name="Attempt">The attempt that runs or ran last, from 1.</param>
/// <param name="Outcome">Its outcome, once there is one.</param>
/// <param name="Nodes">The nodes it works on.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while open.</param>
/// <param name="Progress">0 to 1; null when unknown.</param>
/// <param name="Detail">What it is doing, or its result in a sentence.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="Remedy">What helps.</param>
public sealed record StepDetails(
    string Activity, int Visit, string Name, StepState State, int Attempt, string? Outcome, IReadOnlyList<string> Nodes,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, double? Progress, string? Detail, string? Error, string? Remedy)
{
    /// <summary>From its record.</summary>
    internal static StepDetails Of(StepRecord step) => new(
        step.ActivityId, step.Visit, step.Name, step.State, step.Attempt, step.Outcome, step.Nodes, step.StartedAt, step.EndedAt, step.Progress, step.Detail, step.Error, step.Remedy);
}
