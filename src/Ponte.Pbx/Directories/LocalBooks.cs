using System.Collections.Immutable;

namespace Ponte.Pbx.Directories;

/// <summary>The address books in memory by their names. Each is swapped whole; look-ups never wait.</summary>
public sealed class LocalBooks
{
    private ImmutableDictionary<string, ContactIndex> _books = ImmutableDictionary<string, ContactIndex>.Empty;

    /// <summary>A book; empty where there is none of the name.</summary>
    public ContactIndex this[string name] => Volatile.Read(ref _books).GetValueOrDefault(name, ContactIndex.Empty);

    /// <summary>Puts a book in the place of the one before.</summary>
    public void Replace(string name, ContactIndex book) => ImmutableInterlocked.AddOrUpdate(ref _books, name, book, (_, _) => book);

    /// <summary>Takes a book out.</summary>
    public void Remove(string name) => ImmutableInterlocked.TryRemove(ref _books, name, out _);
}
