using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Models;
using Pipeline.Activities.Gaudi.Calibration;
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
        Model, Dataset, CalibrationInputs.Output, TensorParallel, BatchSize, SampleLimit, ExpertParallel, Eager, Force, Postprocess, ExpandTo,
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
        var post = Carry(builder, "postprocessed", "");
        var postConfig = Carry(builder, "postprocessedConfig", "");
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
            ExpertParallel = new(context => ExpertParallelOf(context.GetInput<string>(Model.Name), context.GetInput<bool>(ExpertParallel.Name))),
            Unified = new(unified),
            QuantizeConfig = new(unifiedConfig),
        };
        var asked = new FlowDecision(context => context.GetInput<bool>(Postprocess.Name)) { Name = "Postprocess?" };
        var postprocess = new PostprocessMeasurements
        {
            Measurements = new(unified),
            SourceConfig = new(unifiedConfig),
            DeepSeek = new(context => IsDeepSeek(context.GetInput<string>(Model.Name))),
            Postprocessed = new(post),
            QuantizeConfig = new(postConfig),
        };
        var expand = new ExpandMeasurements
        {
            Measurements = new(context => post.Get(context) is { Length: > 0 } folder ? folder : unified.Get(context) ?? ""),
            SourceConfig = new(context => postConfig.Get(context) is { Length: > 0 } file ? file : unifiedConfig.Get(context) ?? ""),
            Targets = ExpandTo.Value,
            Expanded = new(expanded),
            QuantizeConfigs = new(expandedConfigs),
        };
        var verify = new VerifyMeasurements { Folders = new(context => new List<string>([source.Get(context)!, unified.Get(context)!, .. expanded.Get(context) ?? []])) };
        var choose = new Elsa.Workflows.Activities.SetVariable<string>
        {
            Name = "Config to serve",
            Variable = config,
            Value = new(context => Chosen(context.GetInput<ICollection<int>>(ExpandTo.Name) ?? [], expandedConfigs.Get(context) ?? [], context.GetInput<int>(ServeOn.Name))),
        };
        var outputs = RunOutputs.Of(
            builder, ("measurements", source), ("unified", unified), ("expanded", expanded), ("quantConfigs", expandedConfigs),
            ("quantConfig", config), ("endpoint", endpoint));
        var tail = new ServingTail(flow, new(config), endpoint, new(true), outputs);

        flow.Chain(front.Calibrate, unify, asked)
            .Connect(asked, "True", postprocess)
            .Connect(asked, "False", expand)
            .Chain(postprocess, expand, verify, choose, tail.First);
        FailureTail.Draw(flow, [.. front.Steps, unify, postprocess, expand, verify, .. tail.Steps], front.Acquire, front.Nics);
        return flow.Build(front.Acquire);
    }

    /// <summary>DeepSeek is always measured with expert parallelism, whatever was asked for (hazard 24).</summary>
    private static bool ExpertParallelOf(string? model, bool asked) => asked || IsDeepSeek(model);

    private static bool IsDeepSeek(string? model) =>
        ModelName.Of(model ?? "").Succeeded(out var name, out _) && ModelFamily.Of(name).AlwaysExpertParallel;

    private static string Chosen(IEnumerable<int> targets, IEnumerable<string> configs, int serveOn) =>
        targets.Zip(configs).Where(x => x.First == serveOn).Select(x => x.Second).FirstOrDefault() ?? configs.FirstOrDefault() ?? "";
}
