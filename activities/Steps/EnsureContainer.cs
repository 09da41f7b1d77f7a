using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Makes sure that every node's Gaudi container runs, with the documented options and the workspace mounted at the same
/// path. A node without a configured container runs the steps itself.
/// </summary>
[Activity("Gaudi", "Gaudi", "Starts the Gaudi PyTorch container on every node where one is configured.", DisplayName = "Ensure container")]
[FlowNode("Done", FailedOutcome)]
public class EnsureContainer : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public EnsureContainer([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) => StepPlan.Of(
        context.Nodes.Where(n => n.Container is not null).Select(n => n.OnHost(Script(n.Container!, context.Layout.Root))));

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) =>
        context.Done(context.Nodes.Any(n => n.Container is not null) ? "containers run" : "no container is configured: the steps run on the nodes themselves");

    /// <summary>Asks <c>docker inspect</c> whether a container runs.</summary>
    internal const string RunningFormat = "{{.State.Running}}";

    /// <summary>Starts the container when it is stopped, makes it when there is none.</summary>
    private static ShellScript Script(ContainerDefinition container, string workspace)
    {
        var run = ShellScript.Command("docker",
        [
            "run", "-d", "--name", container.Name,
            "--runtime=habana", "-e", "HABANA_VISIBLE_DEVICES=all", "-e", "OMPI_MCA_btl_vader_single_copy_mechanism=none",
            "--cap-add=sys_nice", "--net=host", "--ipc=host", "-v", $"{workspace}:{workspace}",
            .. container.RunOptions,
            "--entrypoint", "", container.Image, "sleep", "infinity",
        ]);
        return ShellScript.Of(
            $$"""
              state=$(docker inspect -f {{RunningFormat}} {{container.Name}} 2>/dev/null) || state=absent
              case $state in
                true) echo 'the container runs' ;;
                false) docker start {{container.Name}} ;;
                *) {{run}} ;;
              esac
              """);
    }
}
