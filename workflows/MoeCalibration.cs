using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Pipeline.Activities.Steps;
using static Pipeline.Workflows.CalibrationInputs;

namespace Pipeline.Workflows;

/// <summary>
/// Mixture-of-experts models: calibrate once, serve on any number of cards. The measurements of all ranks are unified to
/// one with their experts joined, postprocessed when asked for, and expanded to each deployment side by side.
/// </summary>
public sealed class MoeCalibration : PipelineWorkflow
{
    /// <inheritdoc/>
    public override string Description => "Calibrates a mixture-of-experts model once and expands the result to deployments of any size; serves one for a trial.";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineInput> Inputs { get; } =
    [
        Model, Dataset, CalibrationInputs.Output, TensorParallel, BatchSize, SampleLimit, CalibrationInputs.Mode, Samples, ExpertParallel, Eager, Force, Postprocess, ExpandTo,
        ServeOn, MaxModelLength, CalibrationInputs.Port, Nodes, Device, NicChecks, NicSettleSeconds,
    ];

    /// <inheritdoc/>
    public override InputCheck Check(IReadOnlyDictionary<string, object?> values, PoolFacts pool)
    {
        var targets = ExpandTo.In(values);
        var faults = new List<string>();
        if (targets.Count == 0)
            faults.Add("expandTo is empty: name the ranks of each deployment, e.g. expandTo=16,32.");
        faults.AddRange(targets.Where(t => t < 1).Select(t => $"expandTo={t}: a deployment has at least one rank."));
        return new InputCheck(faults, [])
            .With(CalibrationCheck.Of(values, pool, unifyRanks: null, unifiedLater: true))
            .With(CalibrationCheck.OfServing(values, pool, [.. targets]));
    }

    /// <inheritdoc/>
    private protected override Flowchart Draw(IWorkflowBuilder builder)
    {
        var source = Carry(builder, "source", "");
        var sourceConfig = Carry(builder, "sourceConfig", "");
        var unified = Carry(builder, "unified", "");
        var unifiedConfig = Carry(builder, "unifiedConfig", "");
        var ready = Carry(builder, "ready", "");
        var readyConfig = Carry(builder, "readyConfig", "");
        var expanded = Carry<ICollection<string>>(builder, "expanded", []);
        var expandedConfigs = Carry<ICollection<string>>(builder, "quantConfigs", []);
        var config = Carry(builder, "quantConfig", "");
        var endpoint = Carry(builder, "endpoint", "");
        var flow = new FlowBuilder();

        var front = new CalibrationFront(flow, source, sourceConfig, unifiedLater: true);
        var unify = new UnifyMeasurements
        {
            Measurements = new(source),
            SourceConfig = new(sourceConfig),
            Ranks = new(1),
            ExpertParallel = ExpertParallel.Value,
            Model = Model.Value,
            Unified = new(unified),
            QuantizeConfig = new(unifiedConfig),
        };
        var asked = new FlowDecision { Name = "Postprocess?", Condition = Postprocess.Value };
        var postprocess = new PostprocessMeasurements
        {
            Measurements = new(unified),
            SourceConfig = new(unifiedConfig),
            Model = Model.Value,
            Postprocessed = new(ready),
            QuantizeConfig = new(readyConfig),
        };
        var asUnified = new Sequence
        {
            Name = "Take as unified",
            Activities =
            {
                new SetVariable { Variable = ready, Value = new(unified) },
                new SetVariable { Variable = readyConfig, Value = new(unifiedConfig) },
            },
        };
        var expand = new ExpandMeasurements
        {
            Measurements = new(ready),
            SourceConfig = new(readyConfig),
            Targets = ExpandTo.Value,
            ServedRanks = ServeOn.Value,
            Expanded = new(expanded),
            QuantizeConfigs = new(expandedConfigs),
            ServedConfig = new(config),
        };
        var verify = new VerifyMeasurements { Measurements = new(source), Unified = new(unified), Expanded = new(expanded) };
        var outputs = RunOutputs.Of(
            builder, ("measurements", source), ("unified", unified), ("expanded", expanded), ("quantConfigs", expandedConfigs),
            ("quantConfig", config), ("endpoint", endpoint));
        var tail = new ServingTail(flow, new(config), endpoint, new(true), outputs);

        flow.Chain(front.Calibrate, unify, asked)
            .Connect(asked, "True", postprocess)
            .Connect(asked, "False", asUnified)
            .Chain(asUnified, expand)
            .Chain(postprocess, expand, verify, tail.First);
        FailureTail.Draw(flow, [.. front.Steps, unify, postprocess, expand, verify, .. tail.Steps], front.Acquire, front.Nics);
        return flow.Build(front.Acquire);
    }
}
