using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Stepwise;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Runs <c>calibrate_model.sh</c> on the head: hours, in which neither the host nor the connection is needed. The same
/// calibration whose result is there and intact is not run again. Stepwise, its sub-steps are jobs of their own, and a
/// retry goes on at the one that failed.
/// </summary>
[Activity("Gaudi", "Gaudi", "Runs calibrate_model.sh on the head node: measures the model and makes its quantization config.", DisplayName = "Calibrate")]
[FlowNode("Done", FailedOutcome)]
public class Calibrate : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public Calibrate([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>The script as a whole, or sub-step by sub-step.</summary>
    [Input(DisplayName = "Mode", Description = "Whole: calibrate_model.sh. Stepwise: its sub-steps as jobs of their own, so that a retry goes on at the one that failed.", UIHint = InputUIHints.DropDown, Options = new[] { nameof(CalibrationMode.Whole), nameof(CalibrationMode.Stepwise) }, DefaultValue = nameof(CalibrationMode.Whole))]
    public Input<string> Mode { get; set; } = new(nameof(CalibrationMode.Whole));

    /// <summary>Model path or Hugging Face id (<c>-m</c>).</summary>
    [Input(DisplayName = "Model", Description = "Absolute model path or Hugging Face id (-m).", UIHint = InputUIHints.SingleLine)]
    public Input<string> Model { get; set; } = new("");

    /// <summary>Dataset (<c>-d</c>).</summary>
    [Input(DisplayName = "Dataset", Description = "Absolute path of a .pkl file, or a dataset name, of which the mode Whole takes one sample only (-d).", UIHint = InputUIHints.SingleLine)]
    public Input<string> Dataset { get; set; } = new("");

    /// <summary>Output folder (<c>-o</c>).</summary>
    [Input(DisplayName = "Output", Description = "Absolute output folder on the shared file system (-o).", UIHint = InputUIHints.SingleLine)]
    public Input<string> Output { get; set; } = new("");

    /// <summary>Tensor parallelism (<c>-t</c>).</summary>
    [Input(DisplayName = "Tensor parallel", Description = "Cards that the model is spread over (-t).", DefaultValue = 8)]
    public Input<int> TensorParallel { get; set; } = new(8);

    /// <summary>Batch size (<c>-b</c>).</summary>
    [Input(DisplayName = "Batch size", Description = "Samples per batch (-b).", DefaultValue = 32)]
    public Input<int> BatchSize { get; set; } = new(32);

    /// <summary>Limit of dataset samples (<c>-l</c>).</summary>
    [Input(DisplayName = "Sample limit", Description = "Most samples taken from the dataset (-l). 0 = all.", DefaultValue = 0)]
    public Input<int> SampleLimit { get; set; } = new(0);

    /// <summary>Samples taken of a dataset name.</summary>
    [Input(DisplayName = "Samples", Description = "Samples taken of a dataset name in the mode Stepwise; the script takes one.", DefaultValue = 512)]
    public Input<int> Samples { get; set; } = new(512);

    /// <summary>Ranks after the script's own unification (<c>-r</c>).</summary>
    [Input(DisplayName = "Unify ranks", Description = "Lets the script itself unify to so many ranks (-r). 0 = not.", DefaultValue = 0)]
    public Input<int> UnifyRanks { get; set; } = new(0);

    /// <summary>Expert parallelism (<c>-u</c>).</summary>
    [Input(DisplayName = "Expert parallel", Description = "Measure with expert parallelism (-u). DeepSeek models always are.", UIHint = InputUIHints.Checkbox)]
    public Input<bool> ExpertParallel { get; set; } = new(false);

    /// <summary>Eager mode (<c>-e</c>).</summary>
    [Input(DisplayName = "Eager", Description = "Run without graphs (-e).", UIHint = InputUIHints.Checkbox)]
    public Input<bool> Eager { get; set; } = new(false);

    /// <summary>Whether a later step unifies the measurements.</summary>
    [Input(DisplayName = "Unified later", Description = "A later step unifies the measurements, so -u without -r is meant.", UIHint = InputUIHints.Checkbox)]
    public Input<bool> UnifiedLater { get; set; } = new(false);

    /// <summary>Calibrates even if the result is there.</summary>
    [Input(DisplayName = "Force", Description = "Calibrate again even if the same calibration's result is there and intact.", UIHint = InputUIHints.Checkbox)]
    public Input<bool> Force { get; set; } = new(false);

    /// <summary>The folder of the measurement files.</summary>
    [Output(Description = "Folder of the measurement files, e.g. …/llama-3.1-405b-instruct/g2.")]
    public Output<string> Measurements { get; set; } = new();

    /// <summary>The quantization config for serving.</summary>
    [Output(Description = "The quantization config for serving, e.g. …/maxabs_quant_g2.json.")]
    public Output<string> QuantizeConfig { get; set; } = new();

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context)
    {
        var request = Request(context);
        var faults = request.Validate(context.Nodes.Sum(n => n.Cards), [context.DeviceType.Name], context.Nodes.Count).Faults;
        if (faults.Count > 0)
            throw StepException.Configuration(string.Join(" ", faults.Select(f => f.Message)), string.Join(" ", faults.Select(f => f.Remedy)));

        if (request.Mode == CalibrationMode.Stepwise)
            return new StepwiseCalibration(context, request, context.Get(Force)).Plan();
        var ray = request.TensorParallel > DeviceType.CardsPerServer;
        var arguments = request.Arguments();
        var buffer = context.Layout.QuantConfigBuffer;
        var script = ShellScript.Command("./calibrate_model.sh", arguments);
        if (ray)
            script = ShellScript.Lines(ShellScript.Of($": > {buffer}"), script);
        return StepPlan.Of(context.Head.InContainer(script) with
        {
            WorkingDirectory = context.Layout.Calibration,
            Environment = ray ? RayEnvironment.Of(context, context.Head) : new Dictionary<string, string>(),
            Guard = context.Get(Force) ? null : new ResultGuard(
                Layout(context).ModelFolder, "calibrate", ResultGuard.FingerprintOf([.. arguments, context.DeviceType.Name])),
        }) with
        { Progress = ProgressKind.Calibration };
    }

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results)
    {
        var request = Request(context);
        var result = results[0];
        var known = new FailureContext
        {
            TensorParallel = request.TensorParallel,
            BatchSize = request.BatchSize,
            Cards = context.Nodes.Sum(n => n.Cards),
        };
        if (request.Mode == CalibrationMode.Stepwise)
            return StepwiseVerdict.Failure(results, known) ?? (StepVerdict)(StepwiseVerdict.UpToDate(results) ? Skip(context) : Expect(context));
        if (results.FirstFailure(known) is { } failed)
            return failed;
        if (result.UpToDate)
            return Skip(context);
        return result.Output.Contains("Calibration process done", StringComparison.Ordinal)
            ? Expect(context)
            : Verdicts.Failed(
                FailureKind.Unknown,
                "calibrate_model.sh ended with exit code 0 but without 'Calibration process done'.",
                "Read the step's log; retry the run.",
                result.Job.Node);
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context)
    {
        var layout = Layout(context);
        return new StepVerdict.Success("Done", $"measurements of {Request(context).TensorParallel} ranks in {layout.Measurements}", context.Session)
        {
            Outputs = new Dictionary<string, object?>
            {
                [nameof(Measurements)] = layout.Measurements,
                [nameof(QuantizeConfig)] = layout.QuantizeConfig,
            },
        };
    }

    private StepVerdict.Success Skip(StepContext context) =>
        Expect(context) with { Skipped = true, Summary = "the same calibration's result is there and intact" };

    private OutputLayout Layout(StepContext context) => OutputLayout.Of(Request(context), context.DeviceType);

    private CalibrationRequest Request(StepContext context) => new()
    {
        Mode = CalibrationModes.Find(context.Get(Mode))
            ?? throw StepException.Configuration($"Mode '{context.Get(Mode)}' is none.", $"Set it to {string.Join(" or ", Enum.GetNames<CalibrationMode>())}."),
        Samples = context.Get(Samples),
        Model = context.Get(Model) ?? "",
        Dataset = context.Get(Dataset) ?? "",
        Output = context.Get(Output) is { Length: > 1 } output ? output.TrimEnd('/') : context.Get(Output) ?? "",
        TensorParallel = context.Get(TensorParallel),
        BatchSize = context.Get(BatchSize),
        SampleLimit = context.Get(SampleLimit) is > 0 and var limit ? limit : null,
        UnifyRanks = context.Get(UnifyRanks) is > 0 and var ranks ? ranks : null,
        ExpertParallel = context.Get(ExpertParallel),
        Eager = context.Get(Eager),
        UnifiedLater = context.Get(UnifiedLater),
    };
}
