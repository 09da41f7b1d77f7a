using System.Collections;

namespace Pipeline.Engine.Execution;

/// <summary>The completion callbacks of an instance, by owner and child node; the oldest of a pair is taken first.</summary>
internal sealed class CallbackIndex : ICollection<ActivityCompletionCallbackEntry>
{
    private readonly Dictionary<string, Dictionary<string, LinkedList<ActivityCompletionCallbackEntry>>> _byOwner = [];

    public int Count => _byOwner.Values.Sum(children => children.Values.Sum(entries => entries.Count));
    public bool IsReadOnly => false;

    public void Add(ActivityCompletionCallbackEntry item)
    {
        if (!_byOwner.TryGetValue(item.Owner.Id, out var children))
            _byOwner[item.Owner.Id] = children = [];
        if (!children.TryGetValue(item.Child.NodeId, out var entries))
            children[item.Child.NodeId] = entries = new LinkedList<ActivityCompletionCallbackEntry>();
        entries.AddLast(item);
    }

    public ActivityCompletionCallbackEntry? Pop(string ownerId, string childNodeId)
    {
        if (!_byOwner.TryGetValue(ownerId, out var children) || !children.TryGetValue(childNodeId, out var entries))
            return null;
        var entry = entries.First!.Value;
        entries.RemoveFirst();
        Forget(ownerId, children, childNodeId, entries);
        return entry;
    }

    public bool Remove(ActivityCompletionCallbackEntry item)
    {
        if (!_byOwner.TryGetValue(item.Owner.Id, out var children) || !children.TryGetValue(item.Child.NodeId, out var entries) || !entries.Remove(item))
            return false;
        Forget(item.Owner.Id, children, item.Child.NodeId, entries);
        return true;
    }

    public void RemoveOwner(string ownerId) => _byOwner.Remove(ownerId);

    public bool Contains(ActivityCompletionCallbackEntry item) => this.Any(entry => entry == item);

    public void Clear() => _byOwner.Clear();

    public void CopyTo(ActivityCompletionCallbackEntry[] array, int arrayIndex) => this.ToList().CopyTo(array, arrayIndex);

    public IEnumerator<ActivityCompletionCallbackEntry> GetEnumerator() =>
        _byOwner.Values.SelectMany(children => children.Values).SelectMany(entries => entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Forget(
        string ownerId,
        Dictionary<string, LinkedList<ActivityCompletionCallbackEntry>> children,
        string childNodeId,
        LinkedList<ActivityCompletionCallbackEntry> entries)
    {
        if (entries.Count > 0)
            return;
        children.Remove(childNodeId);
        if (children.Count == 0)
            _byOwner.Remove(ownerId);
    }
}
