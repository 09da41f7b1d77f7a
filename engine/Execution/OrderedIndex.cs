using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Engine.Execution;

/// <summary>Items in the order they came, found and removed by key in constant time.</summary>
internal sealed class OrderedIndex<TKey, TItem> where TKey : notnull
{
    private readonly LinkedList<TItem> _items = new();
    private readonly Dictionary<TKey, LinkedListNode<TItem>> _nodes = [];

    public int Count => _items.Count;

    public IEnumerable<TItem> Items => _items;

    public void Add(TKey key, TItem item)
    {
        if (_nodes.TryGetValue(key, out var node))
            node.Value = item;
        else
            _nodes[key] = _items.AddLast(item);
    }

    public bool Remove(TKey key)
    {
        if (!_nodes.Remove(key, out var node))
            return false;
        _items.Remove(node);
        return true;
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TItem item)
    {
        var found = _nodes.TryGetValue(key, out var node);
        item = found ? node!.Value : default;
        return found;
    }

    public void Clear()
    {
        _items.Clear();
        _nodes.Clear();
    }
}
