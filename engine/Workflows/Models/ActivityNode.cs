namespace Elsa.Workflows.Models;

/// <summary>An activity's place in the tree of a workflow.</summary>
public class ActivityNode(IActivity activity, string port)
{
    private readonly List<ActivityNode> _parents = [];
    private readonly List<ActivityNode> _children = [];

    /// <summary>The ids of the path from the workflow down to this activity, joined with ":".</summary>
    public string NodeId => Activity.NodeId;

    public IActivity Activity { get; } = activity;

    /// <summary>The parent's property that holds this activity.</summary>
    public string Port { get; } = port;

    public IReadOnlyCollection<ActivityNode> Parents => _parents;
    public ICollection<ActivityNode> Children => _children;

    public void AddParent(ActivityNode parent) => _parents.Add(parent);

    public void AddChild(ActivityNode child) => _children.Add(child);

    /// <summary>All nodes above this one, nearest first.</summary>
    public IEnumerable<ActivityNode> Ancestors()
    {
        foreach (var parent in _parents)
        {
            yield return parent;
            foreach (var ancestor in parent.Ancestors())
                yield return ancestor;
        }
    }

    /// <summary>All nodes below this one, depth first.</summary>
    public IEnumerable<ActivityNode> Descendants()
    {
        foreach (var child in _children)
        {
            yield return child;
            foreach (var descendant in child.Descendants())
                yield return descendant;
        }
    }

    /// <summary>The other children of this node's parents.</summary>
    public IEnumerable<ActivityNode> Siblings() => _parents.SelectMany(parent => parent.Children).Where(node => node != this);
}
