using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>
/// One script that looks at a node and changes nothing but a file of its own in the workspace. Each question is a section
/// between two marked lines with its exit code, so that one that fails hides none of the others.
/// </summary>
internal static class NodeProbe
{
    /// <summary>Begins every marked line.</summary>
    public const string Marker = "pipeline-probe";

    /// <summary>The sections.</summary>
    public const string Os = "os", Cards = "cards", States = "states", Links = "links", Nics = "nics", Container = "container", Image = "image", Software = "software",
        Space = "space", Mount = "mount", Identity = "identity", Ray = "ray";

    /// <summary>The whole script, for the node itself.</summary>
    public static ShellScript Script(NodeDefinition node, string workspace) => ShellScript.Lines(Prelude, Body(node, workspace));

    /// <summary>The sections, after <see cref="Prelude"/>.</summary>
    public static ShellScript Body(NodeDefinition node, string workspace) => ShellScript.Lines(
        Section(Os, ShellScript.Of($"(. /etc/os-release && echo \"$PRETTY_NAME\"); uname -sr")),
        ShellScript.Of($"cards=$({ShellScript.Command(HlSmi.Command[0], HlSmi.Command.Skip(1))} 2>&1); code=$?"),
        ShellScript.Of($"begin {Cards}; echo \"$cards\"; end $code"),
        Section(States, ShellScript.Of($"grep -Hs . /sys/class/accel/accel*/device/status /sys/class/habanalabs/hl*/status")),
        Section(Links, LinksOfEachCard),
        Section(Nics, ExternalPorts(node)),
        node.Container is { } container ? ShellScript.Lines(Section(Container, Inspect(container)), Section(Image, InspectImage(container))) : ShellScript.Empty,
        Section(Software, InContainer(node, SoftwareProbe.Script)),
        Section(Ray, InContainer(node, RayRuns)),
        Section(Space, ShellScript.Of($"df -Pk {workspace} | awk 'NR==2 {{print $4, $2}}'")),
        Section(Mount, ShellScript.Of($"df -P {workspace} | awk 'NR==2 {{print $1, $NF}}'; stat -f -c %T {workspace}")),
        Section(Identity, IdentityOf(node, workspace)));

    /// <summary>A command in the node's container when it has one, else on the node.</summary>
    public static ShellScript InContainer(NodeDefinition node, ShellScript script) =>
        node.Container is { } container ? ShellScript.Command("docker", "exec", container.Name, "sh", "-c", script.Text) : script;

    /// <summary>What sections are made with.</summary>
    public static ShellScript Prelude => ShellScript.Of(
        $$"""
          begin() { echo; echo {{Marker}} begin "$1"; }
          end() { echo; echo {{Marker}} end "$1"; }
          """);

    /// <summary>One question.</summary>
    public static ShellScript Section(string name, ShellScript body) => ShellScript.Of(
        $$"""
          begin {{name}}
          (
          {{body}}
          ) 2>&1
          end $?
          """);

    private static ShellScript LinksOfEachCard => ShellScript.Of(
        $$"""
          [ $code -eq 0 ] || exit 1
          for bus in $(echo "$cards" | cut -d, -f3); do
            echo card "$bus"
            hl-smi -n link -i "$bus" || exit 1
          done
          """);

    /// <summary>Where the release puts the tool: the folder of the device type.</summary>
    private static ShellScript ExternalPorts(NodeDefinition node) => ShellScript.Of(
        $$"""
          case $cards in *HL-3*) folder={{DeviceType.Gaudi3.QualFolder}} ;; *) folder={{DeviceType.Gaudi2.QualFolder}} ;; esac
          {{(node.PathPrefix is null ? ShellScript.Of($"$folder/manage_network_ifs.sh --status") : ShellScript.Of($"PATH=\"$PATH:$folder\" manage_network_ifs.sh --status"))}}
          """);

    private static ShellScript RayRuns => ShellScript.Of(
        $$"""
          {{RayProcesses.Functions}}
          [ -n "$(ray_daemons)" ] && echo running || echo stopped
          """);

    private static ShellScript Inspect(ContainerDefinition container) => ShellScript.Command(
        "docker", "inspect", "-f", $"{EnsureContainer.RunningFormat} {EnsureContainer.ImageFormat} {EnsureContainer.ImageIdFormat} {EnsureContainer.LabelFormat}", container.Name);

    private static ShellScript InspectImage(ContainerDefinition container) =>
        ShellScript.Command("docker", "image", "inspect", "-f", EnsureContainer.IdFormat, container.Image);

    /// <summary>
    /// A random word that the first node to look writes once: nodes that see the same share the folder. Process ids of two
    /// nodes may be equal, so the name of the temporary file holds the node too.
    /// </summary>
    internal static ShellScript IdentityOf(NodeDefinition node, string workspace) => ShellScript.Of(
        $$"""
          file={{workspace}}/.pipeline/identity
          mkdir -p {{workspace}}/.pipeline || exit 1
          if [ ! -s "$file" ]; then
            own=$file.{{node.Name}}.$$
            od -An -N8 -tx1 /dev/urandom | tr -d ' \n' > "$own" && ln "$own" "$file" 2>/dev/null
            rm -f "$own"
          fi
          cat "$file"
          """);
}
