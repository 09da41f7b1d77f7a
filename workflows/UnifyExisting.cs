using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Workflows;

/// <summary>Unifies measurements that an earlier calibration made, and verifies the result. Needs no nodes.</summary>
public sealed class UnifyExisting : PipelineWorkflow
{
    private static readonly PipelineInput<string> Measurements = new("measurements", "Absolute folder of the measurement files, e.g. …/llama-3.1-405b-instruct/g2.");
    private static readonly PipelineInput<int> Ranks = new("ranks", "Ranks after unification, a factor of the ranks there are.");
    private static readonly PipelineInput<string> Output = new("output", "Absolute folder of the result. Empty = beside the source, named …-unified-tpN.", "");
    private static readonly PipelineInput<string> Config = new("quantConfig", "The quantization config of the measurements; the result gets a copy that points to it. Empty = none is written.", "");
    private static readonly PipelineInput<bool> ExpertParallel = new("expertParallel", "The source was measured with expert parallelism (DeepSeek always is).", false);

    /// <inheritdoc/>
    public override string Description => "Unifies measurements of an earlier calibration to fewer ranks and verifies them.";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineInput> Inputs { get; } = [Measurements, Ranks, Output, Config, ExpertParallel];

    /// <inheritdoc/>
    public override InputCheck Check(IReadOnlyDictionary<string, object?> values, PoolFacts pool)
    {
        var faults = new List<string>();
        if (!Measurements.In(values).StartsWith('/'))
            faults.Add($"measurements={Measurements.In(values)}: give an absolute path.");
        if (Output.In(values) is { Length: > 0 } output && !output.StartsWith('/'))
            faults.Add($"output={output}: give an absolute path, or leave it empty.");
        if (Ranks.In(values) < 1)
            faults.Add($"ranks={Ranks.In(values)}: at least one rank must be left.");
        return new InputCheck(faults, []);
    }

    /// <inheritdoc/>
    private protected override Flowchart Draw(IWorkflowBuilder builder)
    {
        var unified = Carry(builder, "unified", "");
        var config = Carry(builder, "unifiedConfig", "");
        var flow = new FlowBuilder();
        var unify = new UnifyMeasurements
        {
            Measurements = Measurements.Value,
            Output = Output.Value,
            SourceConfig = Config.Value,
            Ranks = Ranks.Value,
            ExpertParallel = ExpertParallel.Value,
            Unified = new(unified),
            QuantizeConfig = new(config),
        };
        var verify = new VerifyMeasurements { Measurements = new(unified) };
        var fail = new FailRun();
        flow.Chain(unify, verify, RunOutputs.Of(builder, ("measurements", unified), ("quantConfig", config)))
            .ConnectAll([unify, verify], NodeStep.FailedOutcome, fail)
            .Connect(fail, FailRun.RetryOutcome, unify);
        return flow.Build(unify);
    }
}
