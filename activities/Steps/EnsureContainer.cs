using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Makes sure that every node's Gaudi container runs, with the documented options and the workspace mounted at the same
/// path. A container that this step made is known by its label, and made anew when the image or an option has changed, or
/// when the image's tag has moved. One that somebody else made is used as it is, but only when it is of the configured
/// image; it is never removed. A node without a configured container runs the steps itself.
/// </summary>
[Activity("Gaudi", "Gaudi", "Starts the Gaudi PyTorch container on every node where one is configured; makes it anew when its image or options changed.", DisplayName = "Ensure container")]
[FlowNode("Done", FailedOutcome)]
public class EnsureContainer : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public EnsureContainer([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) => StepPlan.Of(
        context.Nodes.Where(n => n.Container is not null).Select(n => n.OnHost(Script(n.Container!, context.Layout.Root)) with { Timeout = TimeSpan.FromHours(1) }));

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) =>
        context.Done(context.Nodes.Any(n => n.Container is not null) ? "containers run" : "no container is configured: the steps run on the nodes themselves");

    /// <summary>Asks <c>docker inspect</c> whether a container runs.</summary>
    internal const string RunningFormat = "{{.State.Running}}";

    /// <summary>Asks <c>docker inspect</c> for the name of a container's image.</summary>
    internal const string ImageFormat = "{{.Config.Image}}";

    /// <summary>Asks <c>docker inspect</c> for the content hash of a container's image.</summary>
    internal const string ImageIdFormat = "{{.Image}}";

    /// <summary>Asks <c>docker inspect</c> for a container's <see cref="Label"/>.</summary>
    internal const string LabelFormat = "{{index .Config.Labels \"" + Label + "\"}}";

    /// <summary>Asks <c>docker image inspect</c> for the content hash that a tag names now.</summary>
    internal const string IdFormat = "{{.Id}}";

    /// <summary>The label that holds the fingerprint of what a container was made with.</summary>
    internal const string Label = "pipeline.options";

    /// <summary>What docker prints for a label that a container does not have.</summary>
    internal const string NoLabel = "<no value>";

    /// <summary>Starts the container when it is stopped, makes it when there is none or when it is an outdated one of ours.</summary>
    internal static ShellScript Script(ContainerDefinition container, string workspace)
    {
        // Without --init nobody reaps the daemons that Ray leaves behind: the first process only sleeps.
        string[] options =
        [
            "--runtime=habana", "-e", "HABANA_VISIBLE_DEVICES=all", "-e", "OMPI_MCA_btl_vader_single_copy_mechanism=none",
            "--cap-add=sys_nice", "--net=host", "--ipc=host", "--init", "-v", $"{workspace}:{workspace}",
            .. container.RunOptions,
        ];
        var fingerprint = ResultGuard.FingerprintOf([container.Image, .. options])[..16];
        var run = ShellScript.Command(
            "docker", ["run", "-d", "--name", container.Name, .. options, "--label", $"{Label}={fingerprint}", "--entrypoint", "", container.Image, "sleep", "infinity"]);
        return ShellScript.Of(
            $$"""
              ask() { docker inspect -f "$1" {{container.Name}} 2>/dev/null; }
              make() {
                {{run}}
              }
              if label=$(ask {{LabelFormat}}); then
                made_of=$(ask {{ImageIdFormat}})
                now=$(docker image inspect -f {{IdFormat}} {{container.Image}} 2>/dev/null)
                if [ "$label" = {{fingerprint}} ] && { [ -z "$now" ] || [ "$now" = "$made_of" ]; }; then
                  [ "$(ask {{RunningFormat}})" = true ] || docker start {{container.Name}} || exit
                elif [ -n "$label" ] && [ "$label" != {{NoLabel}} ]; then
                  echo 'the container is made anew: its image or options have changed'
                  docker rm -f {{container.Name}} && make || exit
                elif [ "$(ask {{ImageFormat}})" = {{container.Image}} ]; then
                  echo 'the container was made by somebody else and is used as it is'
                  [ "$(ask {{RunningFormat}})" = true ] || docker start {{container.Name}} || exit
                else
                  echo pipeline: foreign container {{container.Name}} of image "$(ask {{ImageFormat}})" >&2
                  exit 1
                fi
              else
                make || exit
              fi
              [ "$(ask {{RunningFormat}})" = true ] || { docker logs --tail 20 {{container.Name}} 2>&1; echo pipeline: container {{container.Name}} does not stay >&2; exit 1; }
              echo 'the container runs'
              """);
    }
}
