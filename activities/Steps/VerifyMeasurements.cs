using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Checks measurement folders before anything relies on them: every rank there, JSON and NPZ equal, the same nodes on all
/// ranks, no impossible values. The measuring itself swallows write errors (hazard 14).
/// </summary>
[Activity("Gaudi", "Gaudi", "Checks that measurement files are complete, readable, equal over formats and ranks, and plausible.", DisplayName = "Verify measurements")]
[FlowNode("Done", FailedOutcome)]
public class VerifyMeasurements : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public VerifyMeasurements([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>The folder to check.</summary>
    [Input(DisplayName = "Measurements", Description = "A folder of measurement files.", UIHint = InputUIHints.SingleLine, Order = 0)]
    public Input<string> Measurements { get; set; } = new("");

    /// <summary>A second folder: what was unified from the first.</summary>
    [Input(DisplayName = "Unified", Description = "A second folder, e.g. of unified measurements. Empty = none.", UIHint = InputUIHints.SingleLine, Order = 1)]
    public Input<string> Unified { get; set; } = new("");

    /// <summary>Further folders: what was expanded from the second.</summary>
    [Input(DisplayName = "Expanded", Description = "Further folders, e.g. of expanded measurements.", UIHint = InputUIHints.MultiText, Order = 2)]
    public Input<ICollection<string>> Expanded { get; set; } = new(new List<string>());

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) => StepPlan.Of(
        Folders(context).Select(folder => context.OwnTool("measurements", "verify", folder.TrimEnd('/'))));

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results)
    {
        var bad = results.FirstOrDefault(r => !r.Succeeded);
        return bad is null
            ? Expect(context)
            : Verdicts.Failed(
                FailureKind.Unknown,
                $"The measurements are not sound: {FirstLines(bad.Output)}",
                "See the step's log for every finding; calibrate again when ranks or files are missing or broken.");
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) =>
        context.Done($"{Folders(context).Count} folder{(Folders(context).Count == 1 ? "" : "s")} of measurements are complete and sound");

    private List<string> Folders(StepContext context) =>
        [.. ((IEnumerable<string?>)[context.Get(Measurements), context.Get(Unified), .. context.Get(Expanded) ?? []]).OfType<string>().Where(f => f.Length > 0)];

    private static string FirstLines(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(" ", lines.Take(3));
    }
}
