using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Decisions;
using static Pipeline.Workflows.CalibrationInputs;

namespace Pipeline.Workflows;

/// <summary>
/// Calibrates, unifies when asked for, verifies, serves for a trial. The NIC check and Ray come in by themselves when the
/// run uses several nodes. Ray and the nodes are given back on every way.
/// </summary>
public abstract class DenseCalibration : PipelineWorkflow
{
    /// <inheritdoc/>
    public override IReadOnlyList<PipelineInput> Inputs { get; } =
    [
        Model, Dataset, Output, TensorParallel, UnifyTo, BatchSize, SampleLimit, Mode, Samples, ExpertParallel, Eager, Force,
        ServeOn, MaxModelLength, Port, Nodes, Device, NicChecks, NicSettleSeconds,
    ];

    /// <inheritdoc/>
    public override InputCheck Check(IReadOnlyDictionary<string, object?> values, PoolFacts pool)
    {
        var unifyTo = UnifyTo.In(values);
        var available = new List<int> { TensorParallel.In(values) };
        if (unifyTo > 0)
            available.Add(unifyTo);
        return CalibrationCheck.Of(values, pool, unifyTo > 0 ? unifyTo : null, unifiedLater: false)
            .With(CalibrationCheck.OfServing(values, pool, available));
    }

    /// <inheritdoc/>
    private protected override Flowchart Draw(IWorkflowBuilder builder)
    {
        var measurements = Carry(builder, "measurements", "");
        var config = Carry(builder, "quantConfig", "");
        var endpoint = Carry(builder, "endpoint", "");
        var flow = new FlowBuilder();

        var front = new CalibrationFront(flow, measurements, config, unifiedLater: false);
        var asked = new IsMoreThan { Name = "Unify?", Value = UnifyTo.Value };
        var unify = new UnifyMeasurements
        {
            Measurements = new(measurements),
            Output = new(measurements),
            SourceConfig = new(config),
            Ranks = UnifyTo.Value,
            ExpertParallel = ExpertParallel.Value,
        };
        var verify = new VerifyMeasurements { Measurements = new(measurements) };
        var outputs = RunOutputs.Of(builder, ("measurements", measurements), ("quantConfig", config), ("endpoint", endpoint));
        var tail = new ServingTail(flow, new(config), endpoint, ExpertParallel.Value, outputs);

        flow.Connect(front.Calibrate, "Done", asked)
            .Connect(asked, "True", unify)
            .Connect(asked, "False", verify)
            .Chain(unify, verify, tail.First);
        FailureTail.Draw(flow, [.. front.Steps, unify, verify, .. tail.Steps], front.Acquire, front.Nics);
        return flow.Build(front.Acquire);
    }
}
