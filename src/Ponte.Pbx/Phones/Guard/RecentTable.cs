using System.Diagnostics.CodeAnalysis;

namespace Ponte.Pbx.Phones.Guard;

/// <summary>A dictionary of bounded size: the entry that was asked for longest ago makes room. Not thread-safe.</summary>
internal sealed class RecentTable<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = new();

    public int Count => _nodes.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }
        _order.Remove(node);
        _order.AddLast(node);
        value = node.Value.Value;
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        Remove(key);
        if (_nodes.Count >= capacity && _order.First is { } oldest)
        {
            Remove(oldest.Value.Key);
        }
        _nodes.Add(key, _order.AddLast((key, value)));
    }

    public void Remove(TKey key)
    {
        if (_nodes.Remove(key, out var node))
        {
            _order.Remove(node);
        }
    }

    public void RemoveWhere(Func<TKey, bool> condition)
    {
        foreach (var key in _nodes.Keys.Where(condition).ToList())
        {
            Remove(key);
        }
    }
}
