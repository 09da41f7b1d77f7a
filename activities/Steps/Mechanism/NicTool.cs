using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// The tool that shows and toggles the cards' network ports, at the path where the Gaudi release puts it. A node with a
/// PATH prefix of its own may bring the tool there instead.
/// </summary>
internal static class NicTool
{
    public static StepJob Job(StepContext context, NodeDefinition node, string option) =>
        Job(context, node, tool => ShellScript.Of($"{tool} {option}"));

    public static StepJob Job(StepContext context, NodeDefinition node, Func<ShellScript, ShellScript> script)
    {
        var folder = context.DeviceType.QualFolder;
        return node.PathPrefix is null
            ? node.OnHost(script(ShellScript.Command($"{folder}/manage_network_ifs.sh")))
            : node.OnHost(ShellScript.Of($"PATH=\"$PATH\":{folder}\n{script(ShellScript.Command("manage_network_ifs.sh"))}"));
    }
}
