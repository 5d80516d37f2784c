using Microsoft.Data.Sqlite;
using Ponte.Server.Storage;

namespace Ponte.Server.Directories;

/// <summary>One import into the database. What is not committed is a leftover.</summary>
internal sealed class ContactImport : IDisposable
{
    /// <summary>Contacts in one transaction: some ten milliseconds, in which events of calls wait.</summary>
    private const int BatchSize = 2_000;

    /// <summary>How long a transaction waits for its turn: events of calls go first, and nobody waits for an import.</summary>
    private const int PatienceSeconds = 30;

    private readonly PonteDatabase _database;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly long _id;
    private SqliteTransaction? _batch;
    private int _contacts;
    private int _numbers;

    /// <summary>Begins an import. One goes on at a time.</summary>
    public ContactImport(PonteDatabase database)
    {
        _database = database;
        _connection = database.Connect();
        _connection.DefaultTimeout = PatienceSeconds;
        using var last = _connection.CreateCommand();
        last.CommandText = "SELECT max(coalesce((SELECT max(Import) FROM books), 0), coalesce((SELECT max(Import) FROM contacts), 0))";
        _id = (long)last.ExecuteScalar()! + 1;
        _insert = _connection.Prepare(
            "INSERT INTO contacts (Import, Position, Name, Organisation, Numbers) VALUES ($1, $2, $3, $4, $5)",
            5
        );
    }

    /// <summary>Adds a contact.</summary>
    /// <param name="position">Its line in the file.</param>
    /// <param name="contact">The contact.</param>
    /// <exception cref="StorageException">The database cannot be written.</exception>
    public void Add(int position, Contact contact) =>
        Guarded(() =>
        {
            _batch ??= _connection.BeginTransaction(deferred: false);
            _insert.Run(_batch, _id, position, contact.Name, contact.Organisation, string.Join(' ', contact.Numbers));
            _numbers += contact.Numbers.Length;
            if (++_contacts % BatchSize == 0)
            {
                EndBatch();
            }
        });

    /// <summary>Puts what was added in the place of the book.</summary>
    /// <exception cref="StorageException">The database cannot be written; the book is as it was.</exception>
    public ContactBook Commit(string name, string file, string by, DateTimeOffset at)
    {
        const string Sql = """
            INSERT INTO books (Name, Import, Contacts, Numbers, File, ImportedBy, ImportedAt) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (Name) DO UPDATE SET Import = $2, Contacts = $3, Numbers = $4, File = $5, ImportedBy = $6, ImportedAt = $7
            """;
        Guarded(() =>
        {
            EndBatch();
            using var command = _connection.Prepare(Sql, 7);
            command.Run(null, name, _id, _contacts, _numbers, file, by, Microseconds.Of(at));
        });
        return new ContactBook(name, _id, _contacts, _numbers, file, by, at);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batch?.Dispose();
        _insert.Dispose();
        _connection.Dispose();
    }

    private void EndBatch()
    {
        _batch?.Commit();
        _batch?.Dispose();
        _batch = null;
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, _database.FilePath);
        }
    }
}
