using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Mechanism;
using static Pipeline.Workflows.CalibrationInputs;

namespace Pipeline.Workflows;

/// <summary>Checks nodes without changing anything on them: cards, memory, workspace, network ports.</summary>
public sealed class NodeHealthCheck : PipelineWorkflow
{
    /// <inheritdoc/>
    public override string Description => "Checks cards, idle memory, workspace and network ports of nodes; changes nothing.";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineInput> Inputs { get; } = [Nodes];

    /// <inheritdoc/>
    public override InputCheck Check(IReadOnlyDictionary<string, object?> values, PoolFacts pool)
    {
        var unknown = Nodes.In(values).Where(n => pool.Nodes.All(p => p.Name != n));
        return new InputCheck(
            [.. unknown.Select(n => $"nodes={n}: the pool has no such node. It has {string.Join(", ", pool.Nodes.Select(p => p.Name))}.")],
            []);
    }

    /// <inheritdoc/>
    private protected override Flowchart Draw(IWorkflowBuilder builder)
    {
        var flow = new FlowBuilder();
        var acquire = new AcquireNodes { Cards = new(0), Nodes = Nodes.Value };
        var check = new CheckPrerequisites { Cards = new(0) };
        var nics = new CheckNics { Checks = new(1) };
        flow.Chain(acquire, check, nics).Connect(nics, CheckNics.AllUp, new ReleaseNodes());
        FailureTail.Draw(flow, [acquire, check, nics], acquire);
        return flow.Build(acquire);
    }
}
