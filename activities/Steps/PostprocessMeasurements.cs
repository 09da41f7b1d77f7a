using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>Makes the attention matmuls use the caches' ranges (step 3 of the calibration scripts).</summary>
[Activity("Gaudi", "Gaudi", "Postprocesses measurements: the attention matmuls take the caches' ranges.", DisplayName = "Postprocess measurements")]
[FlowNode("Done", FailedOutcome)]
public class PostprocessMeasurements : TransformStep
{
    /// <summary>Makes the activity.</summary>
    public PostprocessMeasurements([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>The result's folder (<c>-o</c>).</summary>
    [Input(DisplayName = "Output", Description = "Folder of the result (-o). Empty = beside the source, named …-post.", UIHint = InputUIHints.SingleLine)]
    public Input<string> Output { get; set; } = new("");

    /// <summary>Whether it is a DeepSeek model (<c>-d</c>).</summary>
    [Input(DisplayName = "DeepSeek", Description = "The model has multi-head latent attention (-d).", UIHint = InputUIHints.Checkbox)]
    public Input<bool> DeepSeek { get; set; } = new(false);

    /// <summary>The model, when its family may decide <see cref="DeepSeek"/>.</summary>
    [Input(DisplayName = "Model", Description = "The model. DeepSeek's have latent attention, whatever 'DeepSeek' says. Empty = that input alone decides.", UIHint = InputUIHints.SingleLine)]
    public Input<string> Model { get; set; } = new("");

    /// <summary>The result's folder.</summary>
    [Output(Description = "Folder of the postprocessed measurements.")]
    public Output<string> Postprocessed { get; set; } = new();

    /// <summary>The result's quantization config.</summary>
    [Output(Description = "The quantization config that points to the postprocessed measurements.")]
    public Output<string> QuantizeConfig { get; set; } = new();

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) => StepPlan.Of(
        Job(context, "postprocess", "step-3-postprocess-measure.py", HasLatentCache(context) ? ["-d"] : [], Result(context)));

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context)
    {
        var result = Result(context);
        return new StepVerdict.Success("Done", $"postprocessed in {result}", context.Session)
        {
            Outputs = new Dictionary<string, object?> { [nameof(Postprocessed)] = result, [nameof(QuantizeConfig)] = ConfigOf(context, result) },
        };
    }

    private bool HasLatentCache(StepContext context) =>
        context.Get(DeepSeek) || ModelFamily.Of(ModelName.AsFiled(context.Get(Model) ?? "")).PostprocessesLatentCache;

    private string Result(StepContext context) => OrDefault(context.Get(Output), OutputLayout.Postprocessed(Source(context)));
}
