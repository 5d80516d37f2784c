using Ponte.Sip.Loop;

namespace Ponte.Pbx.Directories;

/// <summary>What sources outside answered, for a while and for a limited count of numbers. The owner guards it.</summary>
/// <param name="options">Lives and size.</param>
internal sealed class NameCache(DirectoryOptions options)
{
    private readonly Dictionary<string, LinkedListNode<Item>> _items = new(StringComparer.Ordinal);
    private readonly LinkedList<Item> _byUse = new();

    /// <summary>How many numbers it holds.</summary>
    public int Count => _items.Count;

    /// <summary>What is known of a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="now">Now.</param>
    /// <param name="entry">The entry; null where it is known that nobody knows the number.</param>
    /// <returns>Whether something is known.</returns>
    public bool TryGet(string number, Instant now, out DirectoryEntry? entry)
    {
        entry = null;
        if (!_items.TryGetValue(number, out var node))
        {
            return false;
        }
        _byUse.Remove(node);
        if (node.Value.Until <= now)
        {
            _items.Remove(number);
            return false;
        }
        _byUse.AddLast(node);
        entry = node.Value.Entry;
        return true;
    }

    /// <summary>Keeps an answer.</summary>
    public void Put(string number, DirectoryEntry? entry, Instant now)
    {
        var item = new Item(number, entry, now + (entry is null ? options.NotFoundLife : options.FoundLife));
        if (_items.Remove(number, out var before))
        {
            _byUse.Remove(before);
        }
        _items.Add(number, _byUse.AddLast(item));
        if (_items.Count > options.CacheSize)
        {
            _items.Remove(_byUse.First!.Value.Number);
            _byUse.RemoveFirst();
        }
    }

    private sealed record Item(string Number, DirectoryEntry? Entry, Instant Until);
}
