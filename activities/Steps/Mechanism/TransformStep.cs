using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// A transform of measurement files: by this product's own tool on the machine of the host, which must see the shared
/// workspace, or by the official script in the head's container.
/// </summary>
public abstract class TransformStep : NodeStep
{
    /// <summary>This product's own implementation.</summary>
    public const string Native = "native";

    /// <summary>The official Python script.</summary>
    public const string Script = "script";

    /// <summary>For activities found by their own type.</summary>
    protected TransformStep(string? source, int? line) : base(source, line) { }

    /// <summary>The folder of the measurement files.</summary>
    [Input(DisplayName = "Measurements", Description = "Folder of the measurement files (-m).", UIHint = InputUIHints.SingleLine, Order = 0)]
    public Input<string> Measurements { get; set; } = new("");

    /// <summary>Who does it.</summary>
    [Input(DisplayName = "Engine", Description = "native: this product's own tool, on the host. script: the official Python script, on the head.", UIHint = InputUIHints.DropDown, Options = new[] { Native, Script }, DefaultValue = Native, Order = 90)]
    public Input<string> Engine { get; set; } = new(Native);

    /// <summary>The source's quantization config, of which the result gets its own copy that points to it (hazard 34).</summary>
    [Input(DisplayName = "Quantize config", Description = "The source's quantization config; the result gets a copy that points to it.", UIHint = InputUIHints.SingleLine, Order = 91)]
    public Input<string> SourceConfig { get; set; } = new("");

    /// <summary>The source's folder, without a slash at its end.</summary>
    private protected string Source(StepContext context) => context.Required(Measurements, nameof(Measurements)).TrimEnd('/');

    /// <summary>One job: the own tool with its words, or the script with its arguments.</summary>
    private protected StepJob Job(StepContext context, string operation, string script, IReadOnlyList<string> arguments, string result)
    {
        var source = Source(context);
        if (context.Get(Engine) == Script)
            return context.Head.InContainer(ShellScript.Lines(
                ShellScript.Of($"mkdir -p {result}"),
                ShellScript.Command("python3", [script, "-m", source, "-o", result, .. arguments]))) with
            {
                WorkingDirectory = context.Layout.Calibration,
            };

        var config = context.Get(SourceConfig) is { Length: > 0 } file && result != source ? new[] { "--quantize-config", file } : [];
        return context.OwnTool(["measurements", operation, "-m", source, "-o", result, .. arguments, .. config]);
    }

    /// <summary>The quantization config of a result: the source's own when the result lies in the same folder.</summary>
    private protected string ConfigOf(StepContext context, string result)
    {
        var source = context.Get(SourceConfig) ?? "";
        return source.Length == 0 || result == Source(context)
            ? source
            : OutputLayout.QuantizeConfigOf(result);
    }

    /// <summary>Says which folder is meant when none was given.</summary>
    private protected static string OrDefault(string? given, string folder) =>
        string.IsNullOrEmpty(given) ? folder : given.TrimEnd('/');
}
