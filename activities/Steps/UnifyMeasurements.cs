using System.Globalization;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>Unifies the measurements of many ranks to fewer: the maximum per tensor, experts joined.</summary>
[Activity("Gaudi", "Gaudi", "Unifies the measurements of many ranks to fewer.", DisplayName = "Unify measurements")]
[FlowNode("Done", FailedOutcome)]
public class UnifyMeasurements : TransformStep
{
    /// <summary>Makes the activity.</summary>
    public UnifyMeasurements([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>Ranks after unification (<c>-r</c>).</summary>
    [Input(DisplayName = "Ranks", Description = "Ranks after unification: a factor of the ranks there are (-r).", DefaultValue = 8)]
    public Input<int> Ranks { get; set; } = new(8);

    /// <summary>The result's folder (<c>-o</c>).</summary>
    [Input(DisplayName = "Output", Description = "Folder of the result (-o). Empty = beside the source, named …-unified-tpN.", UIHint = InputUIHints.SingleLine)]
    public Input<string> Output { get; set; } = new("");

    /// <summary>Whether the source was measured with expert parallelism (<c>-u</c>).</summary>
    [Input(DisplayName = "Expert parallel", Description = "The source was measured with expert parallelism: join the experts of different ranks (-u).", UIHint = InputUIHints.Checkbox)]
    public Input<bool> ExpertParallel { get; set; } = new(false);

    /// <summary>The model, when its family may decide <see cref="ExpertParallel"/>.</summary>
    [Input(DisplayName = "Model", Description = "The model. DeepSeek's are always measured with expert parallelism, whatever 'Expert parallel' says. Empty = that input alone decides.", UIHint = InputUIHints.SingleLine)]
    public Input<string> Model { get; set; } = new("");

    /// <summary>Leaves the scale files out (<c>-s</c>).</summary>
    [Input(DisplayName = "Skip scales", Description = "Leave the scale files out (-s); they are calculated again when the model is loaded.", UIHint = InputUIHints.Checkbox, DefaultValue = true)]
    public Input<bool> SkipScales { get; set; } = new(true);

    /// <summary>The result's folder.</summary>
    [Output(Description = "Folder of the unified measurements.")]
    public Output<string> Unified { get; set; } = new();

    /// <summary>The result's quantization config.</summary>
    [Output(Description = "The quantization config that points to the unified measurements.")]
    public Output<string> QuantizeConfig { get; set; } = new();

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context)
    {
        var arguments = new List<string> { "-r", context.Get(Ranks).ToString(CultureInfo.InvariantCulture) };
        if (context.Get(ExpertParallel) || ModelFamily.Of(ModelName.AsFiled(context.Get(Model) ?? "")).AlwaysExpertParallel)
            arguments.Add("-u");
        if (context.Get(SkipScales))
            arguments.Add("-s");
        return StepPlan.Of(Job(context, "unify", "step-5-unify_measurements.py", arguments, Result(context)));
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context)
    {
        var result = Result(context);
        return new StepVerdict.Success("Done", $"unified to {context.Get(Ranks)} rank{(context.Get(Ranks) == 1 ? "" : "s")} in {result}", context.Session)
        {
            Outputs = new Dictionary<string, object?> { [nameof(Unified)] = result, [nameof(QuantizeConfig)] = ConfigOf(context, result) },
        };
    }

    private string Result(StepContext context) => OrDefault(
        context.Get(Output),
        OutputLayout.Unified(Source(context), context.Get(Ranks)));
}
