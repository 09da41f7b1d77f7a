using System.Text.Json;
using Elsa.Workflows;
using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// What a run has set up on its nodes so far: handed from step to step, kept in the workflow's properties as JSON text, so
/// that any engine stores it as it is.
/// </summary>
public sealed record RunSession
{
    private const string PropertyName = "Pipeline:Session";

    /// <summary>The leased nodes' names, the head first.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary><c>gaudi2</c> or <c>gaudi3</c>, once known.</summary>
    public string? Device { get; init; }

    /// <summary>The network interface of each node, once known.</summary>
    public IReadOnlyDictionary<string, string> Interfaces { get; init; } = new Dictionary<string, string>();

    /// <summary>The address of each node on that interface, once known.</summary>
    public IReadOnlyDictionary<string, string> Addresses { get; init; } = new Dictionary<string, string>();

    /// <summary>The file that <c>QUANT_CONFIG</c> names in the environment of the Ray processes.</summary>
    public string? QuantConfig { get; init; }

    /// <summary>Whether Ray was started by this run.</summary>
    public bool RayStarted { get; init; }

    /// <summary>The server that this run started, while it runs.</summary>
    public Serving? Serving { get; init; }

    /// <summary>What ended the run's work, for the run to report.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>How often the run came to each activity, by activity id.</summary>
    public IReadOnlyDictionary<string, int> Visits { get; init; } = new Dictionary<string, int>();

    /// <summary><see cref="Visits"/> as they were when the run was last retried.</summary>
    public IReadOnlyDictionary<string, int> VisitsBeforeRetry { get; init; } = new Dictionary<string, int>();

    /// <summary>The session of a run.</summary>
    public static RunSession Of(WorkflowExecutionContext workflow) => Of(workflow.Properties);

    /// <summary>The session in a stored run's properties.</summary>
    public static RunSession Of(IDictionary<string, object> properties) =>
        properties.TryGetValue(PropertyName, out var text) && text?.ToString() is { Length: > 0 } json
            ? JsonSerializer.Deserialize<RunSession>(json) ?? new RunSession()
            : new RunSession();

    /// <summary>
    /// The session after a step has failed. The first failure is the cause, and what fails while everything is put back
    /// follows from it; but a step that was tried again has a new failure in place of its own old one.
    /// </summary>
    internal RunSession WithFailure(RunFailure failure) =>
        Failure is null || Failure.ActivityId == failure.ActivityId ? this with { Failure = failure } : this;

    /// <summary>The session after a step has succeeded: its own earlier failure is over.</summary>
    internal RunSession WithoutFailureOf(string activityId) =>
        Failure?.ActivityId == activityId ? this with { Failure = null } : this;

    /// <summary>Makes this the run's session.</summary>
    public void Save(WorkflowExecutionContext workflow) =>
        workflow.Properties[PropertyName] = JsonSerializer.Serialize(this);
}

/// <summary>A running server.</summary>
/// <param name="Node">The node it runs on.</param>
/// <param name="JobId">Its job.</param>
/// <param name="Endpoint">Its base URL.</param>
public sealed record Serving(string Node, string JobId, string Endpoint);

/// <summary>Why a run could not go on.</summary>
/// <param name="Step">The step that failed.</param>
/// <param name="Node">The node, when it concerns one.</param>
/// <param name="Failure">What happened and what helps.</param>
/// <param name="Reported">Whether the run has ended with it already.</param>
/// <param name="ActivityId">The step's activity: several steps may share a name.</param>
public sealed record RunFailure(string Step, string? Node, Failure Failure, bool Reported = false, string? ActivityId = null);
