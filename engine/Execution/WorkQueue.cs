namespace Pipeline.Engine.Execution;

/// <summary>The work that waits, first in first out, and by owner so that a cancelled owner's work goes without a scan.</summary>
internal sealed class WorkQueue(ExecutionMeter meter) : IActivityScheduler
{
    private readonly LinkedList<ActivityWorkItem> _items = new();
    private readonly Dictionary<ActivityExecutionContext, HashSet<LinkedListNode<ActivityWorkItem>>> _byOwner = [];

    public bool HasAny => _items.Count > 0;

    public void Schedule(ActivityWorkItem workItem) => Index(_items.AddLast(workItem));

    /// <summary>Adds work ahead of everything else: what resumes an instance goes before what was left over.</summary>
    public void ScheduleFirst(ActivityWorkItem workItem) => Index(_items.AddFirst(workItem));

    public ActivityWorkItem Take()
    {
        meter.Count();
        var node = _items.First ?? throw new InvalidOperationException("No activity waits.");
        Remove(node);
        return node.Value;
    }

    public IEnumerable<ActivityWorkItem> Of(ActivityExecutionContext owner)
    {
        if (!_byOwner.TryGetValue(owner, out var nodes))
            return [];
        meter.Count(nodes.Count);
        return nodes.Select(node => node.Value);
    }

    public bool HasAnyOf(ActivityExecutionContext owner) => _byOwner.ContainsKey(owner);

    public void RemoveOf(ActivityExecutionContext owner, Func<ActivityWorkItem, bool>? predicate = null)
    {
        if (!_byOwner.TryGetValue(owner, out var nodes))
            return;
        meter.Count(nodes.Count);
        foreach (var node in nodes.Where(node => predicate is null || predicate(node.Value)).ToList())
            Remove(node);
    }

    public IEnumerable<ActivityWorkItem> List()
    {
        meter.Count(_items.Count);
        return _items.ToList();
    }

    public bool Any(Func<ActivityWorkItem, bool> predicate) => List().Any(predicate);

    public ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate) => List().FirstOrDefault(predicate);

    public void Clear()
    {
        _items.Clear();
        _byOwner.Clear();
    }

    /// <summary>The context that the item's activity runs under: its owner, or the parent of the context it continues.</summary>
    private static ActivityExecutionContext? OwnerOf(ActivityWorkItem item) => item.Owner ?? item.ExistingActivityExecutionContext?.ParentActivityExecutionContext;

    private void Index(LinkedListNode<ActivityWorkItem> node)
    {
        if (OwnerOf(node.Value) is not { } owner)
            return;
        if (!_byOwner.TryGetValue(owner, out var nodes))
            _byOwner[owner] = nodes = [];
        nodes.Add(node);
    }

    private void Remove(LinkedListNode<ActivityWorkItem> node)
    {
        _items.Remove(node);
        if (OwnerOf(node.Value) is { } owner && _byOwner.TryGetValue(owner, out var nodes) && nodes.Remove(node) && nodes.Count == 0)
            _byOwner.Remove(owner);
    }
}
