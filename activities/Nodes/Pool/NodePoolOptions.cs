using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Nodes.Ssh;

namespace Pipeline.Activities.Nodes.Pool;

/// <summary>The pool as configured (section <c>NodePool</c>).</summary>
public sealed class NodePoolOptions
{
    /// <summary>Absolute path of the shared workspace, the same on every node and on the host.</summary>
    public string Workspace { get; set; } = "";

    /// <summary>The nodes.</summary>
    public IReadOnlyList<NodeDefinition> Nodes { get; set; } = [];

    /// <summary>How SSH connections are kept.</summary>
    public SshOptions Ssh { get; set; } = new();

    /// <summary>How transport faults are retried.</summary>
    public ShellRetryOptions Retry { get; set; } = new();

    /// <summary>What is wrong, one message per fault, each with the remedy.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!Workspace.StartsWith('/'))
            faults.Add($"NodePool:Workspace='{Workspace}' is no absolute path. Give the shared folder, e.g. /mnt/nfs/calibration.");
        else if (Workspace.Any(char.IsWhiteSpace))
            faults.Add($"NodePool:Workspace='{Workspace}' holds white space, which breaks the official scripts. Use a path without.");
        if (Nodes.Count == 0)
            faults.Add("NodePool:Nodes is empty. Describe at least one node.");
        faults.AddRange(Nodes.GroupBy(n => n.Name).Where(g => g.Count() > 1).Select(g => $"NodePool: the name '{g.Key}' is given {g.Count()} times. Names must differ."));
        faults.AddRange(Nodes.SelectMany(NodeFaults.Of));
        faults.AddRange(Ssh.Faults());
        return faults;
    }
}
