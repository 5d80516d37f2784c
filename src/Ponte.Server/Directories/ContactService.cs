using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Storage;

namespace Ponte.Server.Directories;

/// <summary>
/// The address books: loaded into memory beside the start, imported one at a time. What is in memory and what is in the database change together,
/// under one lock.
/// </summary>
internal sealed class ContactService : IAsyncDisposable
{
    private readonly ContactStore _store;
    private readonly LocalBooks _books;
    private readonly string _folder;
    private readonly Func<CompanyDocument?> _document;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Creates the service and begins to load the books; a call that comes before a book is there goes on without its names.</summary>
    /// <param name="store">The database.</param>
    /// <param name="books">The books in memory.</param>
    /// <param name="folder">Where a file lies while it is imported.</param>
    /// <param name="document">The document in force; null where there is none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public ContactService(
        ContactStore store,
        LocalBooks books,
        string folder,
        Func<CompanyDocument?> document,
        TimeProvider time,
        ILogger log
    )
    {
        (_store, _books, _folder, _document, _time, _log) = (store, books, folder, document, time, log);
        Loaded = Task.Run(LoadAsync);
    }

    /// <summary>Completes when the books are in memory.</summary>
    public Task Loaded { get; }

    /// <summary>The books, by name.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<ContactBook> Books() => _store.Books();

    /// <summary>The contacts of a book, read as they are asked for; null where there is no such book.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IEnumerable<Contact>? Contacts(string book) => Find(book) is { } found ? _store.Contacts(found) : null;

    /// <summary>Searches; see <see cref="ContactStore.Search"/>.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<(string Book, Contact Contact)> Search(string text, string? book, int limit) => _store.Search(text, book, limit);

    /// <summary>Imports a file, or tells what an import would do. The book stays as it is until all of it was read.</summary>
    /// <param name="request">What is wished.</param>
    /// <param name="body">The file.</param>
    /// <param name="progress">Is told how far it is, some times a second at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StorageException">The database cannot be written; the book is as it was.</exception>
    public async Task<ImportReply> ImportAsync(
        ImportRequest request,
        Stream body,
        Func<ImportProgress, Task> progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = _document();
        var known = document?.Directories.OfType<BookSettings>().Select(b => b.Name).ToList() ?? [];
        if (document is null || !known.Contains(request.Book, StringComparer.Ordinal))
        {
            return new ImportReply { Refusal = ImportRefusal.UnknownBook, KnownBooks = [.. known] };
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        await _one.WaitAsync(stop.Token).ConfigureAwait(false);
        try
        {
            await using var file = await ImportFile.ReceiveAsync(_folder, body, stop.Token).ConfigureAwait(false);
            if (file is null)
            {
                return new ImportReply { Refusal = ImportRefusal.TooLarge };
            }
            var importer = new ContactImporter(request, new CompanySnapshot(document), Find(request.Book), _time);
            return request.IsPreview
                ? await importer.RunAsync(file, null, progress, stop.Token).ConfigureAwait(false)
                : await ReplaceAsync(importer, file, progress, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Takes a book away.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="StorageException">The database cannot be written.</exception>
    public async Task<bool> RemoveAsync(string book, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Find(book) is not { } found)
            {
                return false;
            }
            _store.Remove(found);
            _books.Remove(book);
            _log.BookRemoved(book);
            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Gives an import that goes on up, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Loaded.ConfigureAwait(false);
        await _one.WaitAsync().ConfigureAwait(false);
        _one.Dispose();
        _stop.Dispose();
    }

    private ContactBook? Find(string book) => _store.Books().FirstOrDefault(b => b.Name.Equals(book, StringComparison.Ordinal));

    private async Task<ImportReply> ReplaceAsync(
        ContactImporter importer,
        Stream file,
        Func<ImportProgress, Task> progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var import = _store.Begin();
            var reply = await importer.RunAsync(file, import, progress, cancellationToken).ConfigureAwait(false);
            if (importer.Imported is { } book)
            {
                _books.Replace(book.Name, importer.Index);
                _log.BookImported(book.Name, book.Contacts, book.Numbers, book.ImportedBy);
            }
            return reply;
        }
        finally
        {
            // What was replaced, or what this import left when it broke off.
            TryRemoveLeftovers();
        }
    }

    private async Task LoadAsync()
    {
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var book in _store.Books())
            {
                var index = new ContactIndexBuilder();
                foreach (var contact in _store.Contacts(book))
                {
                    if (_stop.IsCancellationRequested)
                    {
                        return;
                    }
                    index.Add(contact.Shown, contact.Numbers.AsSpan());
                }
                _books.Replace(book.Name, index.Build());
            }
            TryRemoveLeftovers();
        }
        catch (StorageException e)
        {
            _log.BooksNotLoaded(e.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    private void TryRemoveLeftovers()
    {
        try
        {
            _store.RemoveLeftovers();
        }
        catch (StorageException e)
        {
            _log.LeftoversNotRemoved(e.Message);
        }
    }
}
