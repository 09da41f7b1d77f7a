namespace Pipeline.Activities.Nodes.Pool;

/// <summary>The pool as configured (section <c>NodePool</c>).</summary>
public sealed class NodePoolOptions
{
    /// <summary>Absolute path of the shared workspace, the same on every node and on the host.</summary>
    public string Workspace { get; set; } = "";

    /// <summary>The nodes.</summary>
    public IReadOnlyList<NodeDefinition> Nodes { get; set; } = [];

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
        faults.AddRange(Nodes.SelectMany(Faults));
        return faults;
    }

    private static IEnumerable<string> Faults(NodeDefinition node)
    {
        if (node.Name.Length == 0 || node.Name == INodePool.ControlNode || !node.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            yield return $"NodePool: '{node.Name}' is no name for a node. Use letters, digits, '-', '_' and '.', and not '{INodePool.ControlNode}'.";
        if (node.Transport == Transport.Ssh)
            yield return $"NodePool: node {node.Name} has the transport ssh, which this version does not have yet. Use local or simulated.";
        if (node.Device is not (null or "gaudi2" or "gaudi3"))
            yield return $"NodePool: node {node.Name} has the device '{node.Device}'. Use gaudi2 or gaudi3, or leave it out.";
        if (node.Cards < 1)
            yield return $"NodePool: node {node.Name} has {node.Cards} cards. Give the number of its cards, usually 8.";
        if (node.Address.Length == 0 || node.Address.Any(char.IsWhiteSpace))
            yield return $"NodePool: node {node.Name} has the address '{node.Address}'. Give the IP address that the other nodes reach it by.";
        if (node.Container is { Image.Length: 0 })
            yield return $"NodePool: node {node.Name} has a container without an image. Name the image, or leave the container out.";
    }
}
