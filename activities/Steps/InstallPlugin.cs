using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Builds vLLM for an empty device at the commit that the plugin names, then installs the plugin, on every node. The
/// commit must be 40 hexadecimal digits: an empty one would silently build vLLM's newest state. A node that has both
/// installed at that commit is left as it is.
/// </summary>
[Activity("Gaudi", "Gaudi", "Installs vLLM at the plugin's tested commit and the Gaudi plugin on every node.", DisplayName = "Install plugin")]
[FlowNode("Done", FailedOutcome)]
public class InstallPlugin : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public InstallPlugin([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) =>
        StepPlan.Of(context.Nodes.Select(n => n.InContainer(Script(context.Layout.Install(n.Name))) with { Timeout = TimeSpan.FromHours(1) }));

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results) =>
        results.FirstFailure() ?? (StepVerdict)(context.Done("vLLM and the plugin are installed") with
        {
            Skipped = results.All(r => r.Output.Contains(AlreadyInstalled, StringComparison.Ordinal)),
        });

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) => context.Done("vLLM and the plugin are installed");

    private const string AlreadyInstalled = "pipeline: vLLM and the plugin are installed already";

    private static ShellScript Script(string folder) => ShellScript.Of(
        $$"""
          set -e
          mkdir -p {{folder}}
          cd {{folder}}
          [ -d vllm-gaudi ] || { rm -rf vllm-gaudi.part; git clone https://github.com/vllm-project/vllm-gaudi vllm-gaudi.part; mv vllm-gaudi.part vllm-gaudi; }
          cd vllm-gaudi
          VLLM_COMMIT_HASH=$(git show origin/vllm/last-good-commit-for-vllm-gaudi:VLLM_STABLE_COMMIT)
          echo "$VLLM_COMMIT_HASH" | grep -Eqx '[0-9a-f]{40}' || { echo "VLLM_STABLE_COMMIT is not a commit: '$VLLM_COMMIT_HASH'" >&2; exit 1; }
          if [ "$(cat ../installed 2>/dev/null)" = "$VLLM_COMMIT_HASH" ] && pip show vllm >/dev/null 2>&1 && pip show vllm-gaudi >/dev/null 2>&1; then
            echo {{AlreadyInstalled}}
            exit 0
          fi
          cd ..
          [ -d vllm ] || { rm -rf vllm.part; git clone https://github.com/vllm-project/vllm vllm.part; mv vllm.part vllm; }
          cd vllm
          git checkout "$VLLM_COMMIT_HASH"
          sed '/^torch/d' requirements/build/cuda.txt > ../vllm-build-requirements.txt
          pip install -r ../vllm-build-requirements.txt
          VLLM_TARGET_DEVICE=empty pip install --no-build-isolation -e .
          cd ../vllm-gaudi
          pip install -e .
          echo "$VLLM_COMMIT_HASH" > ../installed
          """);
}
