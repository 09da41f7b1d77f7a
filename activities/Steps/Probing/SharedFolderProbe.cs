using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>
/// Proves that nodes share a folder: each writes a file of its own and reads those of the others, compared by hash; the
/// container must see what its node wrote, and be able to read the dataset.
/// </summary>
/// <param name="Folder">A folder of this check alone, below the workspace.</param>
/// <param name="RunId">The run.</param>
/// <param name="Dataset">The dataset file; null when there is none to check.</param>
internal sealed record SharedFolderProbe(string Folder, string RunId, string? Dataset)
{
    private const string Written = "written", Shared = "shared", Mounted = "mounted", Readable = "readable";

    /// <summary>Seconds that another node's file may take to appear: as long as NFS may show an old listing.</summary>
    public int Patience { get; init; } = 60;

    /// <summary>The first part of the script, after <see cref="NodeProbe.Prelude"/>: what the others wait for.</summary>
    public ShellScript Write(NodeDefinition node) =>
        NodeProbe.Section(Written, ShellScript.Of($"mkdir -p {Folder} && printf %s {Text(node.Name)} > {Folder}/{node.Name}"));

    /// <summary>The second part.</summary>
    public ShellScript Read(NodeDefinition node, IEnumerable<string> others) => ShellScript.Lines(
    [
        Seen,
        NodeProbe.Section(Shared, ShellScript.Lines([
            .. others.Select(other => ShellScript.Of($"seen {Folder}/{other} {TextHash.Of(Text(other))} || echo {other}")), ShellScript.Of($":"),
        ])),
        NodeProbe.Section(Mounted, InContainerIfItRuns(node, ShellScript.Of($"[ -s {Folder}/{node.Name} ]"))),
        Dataset is { } file ? NodeProbe.Section(Readable, InContainerIfItRuns(node, ShellScript.Of($"head -c 1 {file} > /dev/null"))) : ShellScript.Empty,
    ]);

    /// <summary>What is wrong.</summary>
    /// <param name="node">The node that answered.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="workspace">The workspace's path.</param>
    public IEnumerable<NodeFault> Faults(NodeDefinition node, ProbeAnswer answer, string workspace)
    {
        NodeFault Fault(string check, string what, string remedy) => new(node.Name, check, new Failure(FailureKind.Configuration, what, remedy));
        if (answer[Written].ExitCode != 0)
            yield return Fault("workspace", $"The workspace {workspace} is not writable.", "Mount the shared file system there, writable for the user that runs the steps (NFS root_squash maps root to nobody).");
        foreach (var other in answer[Shared].Lines)
            yield return Fault("workspace", $"What {other} writes into {workspace} does not arrive here.", "Mount the same NFS export at the same path on all nodes.");
        if (answer[Written].ExitCode == 0 && answer[Mounted].ExitCode != 0)
            yield return Fault("container", $"The workspace {workspace} is not the same folder in the container {node.Container?.Name}.", "Remove the container (docker rm -f): it is made again with the workspace mounted.");
        if (answer.Has(Readable) && answer[Readable].ExitCode != 0)
            yield return Fault("dataset", $"The dataset {Dataset} cannot be read where the ranks run.", "Put it on the shared file system and give its absolute path.");
    }

    private string Text(string node) => $"{RunId} {node}\n";

    private ShellScript Seen => ShellScript.Of(
        $$"""
          seen() {
            tries=0
            until [ "$(cat "$1" 2>/dev/null | sha256sum | cut -d ' ' -f 1)" = "$2" ]; do
              [ $tries -lt {{Patience}} ] || return 1
              sleep 1
              tries=$((tries + 1))
            done
          }
          """);

    /// <summary>The container is made by a later step; until then the node itself is asked.</summary>
    private static ShellScript InContainerIfItRuns(NodeDefinition node, ShellScript script) => node.Container is not { } container
        ? script
        : ShellScript.Of(
            $$"""
              if [ "$(docker inspect -f {{EnsureContainer.RunningFormat}} {{container.Name}} 2>/dev/null)" = true ]; then
                {{NodeProbe.InContainer(node, script)}}
              else
                {{script}}
              fi
              """);
}
