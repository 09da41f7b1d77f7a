using System.Collections;

namespace Pipeline.Engine.Execution;

/// <summary>The bookmarks of an instance, by id and by the activity context that waits for them.</summary>
internal sealed class BookmarkIndex : ICollection<Bookmark>
{
    private readonly OrderedIndex<string, Bookmark> _byId = new();
    private readonly Dictionary<string, OrderedIndex<string, Bookmark>> _byContext = [];

    public int Count => _byId.Count;
    public bool IsReadOnly => false;

    public void Add(Bookmark item)
    {
        Remove(item);
        _byId.Add(item.Id, item);
        if (item.ActivityInstanceId is null)
            return;
        if (!_byContext.TryGetValue(item.ActivityInstanceId, out var ofContext))
            _byContext[item.ActivityInstanceId] = ofContext = new OrderedIndex<string, Bookmark>();
        ofContext.Add(item.Id, item);
    }

    public bool Remove(Bookmark item)
    {
        if (!_byId.TryGet(item.Id, out var known))
            return false;
        _byId.Remove(item.Id);
        if (known.ActivityInstanceId is { } contextId && _byContext.TryGetValue(contextId, out var ofContext) && ofContext.Remove(item.Id) && ofContext.Count == 0)
            _byContext.Remove(contextId);
        return true;
    }

    public Bookmark? Find(string id) => _byId.TryGet(id, out var bookmark) ? bookmark : null;

    public IEnumerable<Bookmark> Of(string contextId) => _byContext.TryGetValue(contextId, out var ofContext) ? ofContext.Items : [];

    public void RemoveOf(string contextId)
    {
        foreach (var bookmark in Of(contextId).ToList())
            Remove(bookmark);
    }

    public bool Contains(Bookmark item) => Find(item.Id) is not null;

    public void Clear()
    {
        _byId.Clear();
        _byContext.Clear();
    }

    public void CopyTo(Bookmark[] array, int arrayIndex) => _byId.Items.ToList().CopyTo(array, arrayIndex);

    public IEnumerator<Bookmark> GetEnumerator() => _byId.Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
