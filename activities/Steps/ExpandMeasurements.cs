using System.Globalization;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>Expands measurements of one rank to any number of expert-parallel ranks, several numbers side by side.</summary>
[Activity("Gaudi", "Gaudi", "Expands measurements of one rank to the cards of one or more deployments, side by side.", DisplayName = "Expand measurements")]
[FlowNode("Done", FailedOutcome)]
public class ExpandMeasurements : TransformStep
{
    /// <summary>Makes the activity.</summary>
    public ExpandMeasurements([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>Ranks of each deployment (<c>-w</c>).</summary>
    [Input(DisplayName = "Target ranks", Description = "Ranks of each deployment, e.g. 16 and 32 (-w).", UIHint = InputUIHints.MultiText)]
    public Input<ICollection<int>> Targets { get; set; } = new(new List<int>());

    /// <summary>The results' folders without the ending.</summary>
    [Input(DisplayName = "Output prefix", Description = "Folder of each result without its ending -expand-epN. Empty = the source's.", UIHint = InputUIHints.SingleLine)]
    public Input<string> OutputPrefix { get; set; } = new("");

    /// <summary>Ranks of the deployment that is served later, so that its config can be handed on.</summary>
    [Input(DisplayName = "Served ranks", Description = "Ranks of the deployment whose config 'Served config' is. 0, or none of the targets = the first.", DefaultValue = 0)]
    public Input<int> ServedRanks { get; set; } = new(0);

    /// <summary>The results' folders, in the order of the targets.</summary>
    [Output(Description = "Folders of the expanded measurements, in the order of the targets.")]
    public Output<ICollection<string>> Expanded { get; set; } = new();

    /// <summary>The results' quantization configs, in the order of the targets.</summary>
    [Output(Description = "Quantization configs that point to the expanded measurements, in the order of the targets.")]
    public Output<ICollection<string>> QuantizeConfigs { get; set; } = new();

    /// <summary>The quantization config of the deployment that is served later.</summary>
    [Output(Description = "The quantization config of the deployment with 'Served ranks' ranks.")]
    public Output<string> ServedConfig { get; set; } = new();

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context)
    {
        var targets = context.Get(Targets) ?? [];
        if (targets.Count == 0)
            throw StepException.Configuration("There are no target ranks.", "Set 'Target ranks', e.g. 16 and 32.");
        return StepPlan.Of(targets.Select(n => Job(
            context, "expand", "step-6-expand-measurements.py", ["-w", n.ToString(CultureInfo.InvariantCulture)], Result(context, n))));
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context)
    {
        var targets = (context.Get(Targets) ?? []).ToList();
        var results = targets.Select(n => Result(context, n)).ToList();
        var configs = results.Select(r => ConfigOf(context, r)).ToList();
        var served = Math.Max(0, targets.IndexOf(context.Get(ServedRanks)));
        return new StepVerdict.Success("Done", $"expanded to {string.Join(" and ", targets)} ranks", context.Session)
        {
            Outputs = new Dictionary<string, object?>
            {
                [nameof(Expanded)] = results,
                [nameof(QuantizeConfigs)] = configs,
                [nameof(ServedConfig)] = configs.ElementAtOrDefault(served) ?? "",
            },
        };
    }

    private string Result(StepContext context, int ranks) => OutputLayout.Expanded(OrDefault(context.Get(OutputPrefix), Source(context)), ranks);
}
