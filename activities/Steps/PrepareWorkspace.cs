using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Makes the workspace on the shared file system: the plugin's calibration scripts, their requirements on every node, and
/// this run's own empty quantization buffer.
/// </summary>
[Activity("Gaudi", "Gaudi", "Clones the calibration scripts to the shared workspace, installs their requirements on every node and makes the empty quantization buffer.", DisplayName = "Prepare workspace")]
[FlowNode("Done", FailedOutcome)]
public class PrepareWorkspace : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public PrepareWorkspace([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context)
    {
        var layout = context.Layout;
        return StepPlan.InOrder(
            [context.Head.InContainer(Clone(layout)) with { Timeout = TimeSpan.FromMinutes(30) }],
            context.Nodes.Select(n => n.InContainer(ShellScript.Command("pip", "install", "-r", "requirements.txt")) with
            {
                WorkingDirectory = layout.Calibration,
                Timeout = TimeSpan.FromMinutes(30),
            }));
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) => context.Done($"workspace {context.Layout.Project} is ready");

    private static ShellScript Clone(WorkspaceLayout layout) => ShellScript.Of(
        $$"""
          set -e
          mkdir -p {{layout.Project}} {{layout.Run}}
          cd {{layout.Project}}
          [ -d vllm-gaudi ] || { rm -rf vllm-gaudi.part; git clone https://github.com/vllm-project/vllm-gaudi vllm-gaudi.part; mv vllm-gaudi.part vllm-gaudi; }
          [ -f {{layout.Calibration}}/calibrate_model.sh ] || { echo "There is no calibrate_model.sh in the clone of vllm-gaudi." >&2; exit 1; }
          : > {{layout.QuantConfigBuffer}}
          """);
}
