using Elsa.Workflows;
using Elsa.Workflows.Models;
using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Everything that a step's plan and verdict may depend on.</summary>
public sealed class StepContext(ActivityExecutionContext activity, INodePool pool, StepOptions options, int visit, int attempt)
{
    /// <summary>The run.</summary>
    public string RunId { get; } = activity.WorkflowExecutionContext.Id;

    /// <summary>The step's visit, from 1.</summary>
    public int Visit { get; } = visit;

    /// <summary>The visit since the run was started or last retried, from 1: what bounds a loop.</summary>
    public int Round => Visit - Session.VisitsBeforeRetry.GetValueOrDefault(activity.Activity.Id);

    /// <summary>The attempt, from 1.</summary>
    public int Attempt { get; } = attempt;

    /// <summary>Settings of the steps.</summary>
    public StepOptions Options { get; } = options;

    /// <summary>What the run has set up so far.</summary>
    public RunSession Session { get; } = RunSession.Of(activity.WorkflowExecutionContext);

    /// <summary>The leased nodes, the head first.</summary>
    public IReadOnlyList<NodeDefinition> Nodes => [.. Session.Nodes.Select(pool.Find)];

    /// <summary>The node that runs the scripts and Ray's head.</summary>
    /// <exception cref="StepException">The run has no nodes yet.</exception>
    public NodeDefinition Head => Nodes.Count > 0
        ? Nodes[0]
        : throw StepException.Configuration("The run has no nodes.", "Put 'Acquire nodes' before this step.");

    /// <summary>The address by which Ray knows the node: that of the interface found, or else as configured.</summary>
    public string AddressOf(NodeDefinition node) => Session.Addresses.GetValueOrDefault(node.Name, node.Address);

    /// <summary>The folders on the shared file system.</summary>
    public WorkspaceLayout Layout { get; } = new(pool.Workspace, activity.WorkflowExecutionContext.Id);

    /// <summary>The device type: found by the check, or as configured, or Gaudi 2 as in the documented procedure.</summary>
    public DeviceType DeviceType =>
        DeviceType.Find(Session.Device ?? Nodes.Select(n => n.Device).FirstOrDefault(d => d is not null)) ?? DeviceType.Gaudi2;

    /// <summary>The id of a job of this visit.</summary>
    public string JobId(int stage, int index) => StepKey.Job(RunId, activity.Activity.Id, Visit, Attempt, stage, index);

    /// <summary>An input's value.</summary>
    public T? Get<T>(Input<T>? input) => input is null ? default : activity.Get(input);

    /// <summary>An input that must be given.</summary>
    /// <exception cref="StepException">It is missing.</exception>
    public string Required(Input<string>? input, string name) =>
        Get(input) is { Length: > 0 } value
            ? value
            : throw StepException.Configuration($"The input '{name}' is empty.", $"Set '{name}' for this step.");
}
