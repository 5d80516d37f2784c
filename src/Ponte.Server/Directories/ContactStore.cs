using System.Globalization;
using Microsoft.Data.Sqlite;
using Ponte.Server.Storage;

namespace Ponte.Server.Directories;

/// <summary>
/// The address books in the database. A book is imported beside the one in force, in small transactions, so that nobody else waits for long, and
/// put in its place at once; what an import that broke off left behind is taken away later. Plain SQL, as everywhere.
/// </summary>
internal sealed class ContactStore(PonteDatabase database)
{
    private const int RemovedAtOnce = 5_000;

    /// <summary>The books, by name.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<ContactBook> Books() =>
        Read(
                "SELECT Name, Import, Contacts, Numbers, File, ImportedBy, ImportedAt FROM books ORDER BY Name",
                r => new ContactBook(
                    r.GetString(0),
                    r.GetInt64(1),
                    r.GetInt32(2),
                    r.GetInt32(3),
                    r.GetString(4),
                    r.GetString(5),
                    Microseconds.ToTime(r.GetInt64(6))
                )
            )
            .ToList();

    /// <summary>Begins an import.</summary>
    /// <exception cref="StorageException">The database cannot be written.</exception>
    public ContactImport Begin()
    {
        try
        {
            return new ContactImport(database);
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    /// <summary>The contacts of a book in the order of its file, read as they are asked for.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IEnumerable<Contact> Contacts(ContactBook book) =>
        Read("SELECT Name, Organisation, Numbers FROM contacts WHERE Import = $1 ORDER BY Position", ToContact, book.Import);

    /// <summary>Contacts whose name, organisation or number contains a text, with the names of their books.</summary>
    /// <param name="text">Letters in any case, or digits of a number.</param>
    /// <param name="book">Only of this book; null for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<(string Book, Contact Contact)> Search(string text, string? book, int limit)
    {
        const string Sql = """
            SELECT c.Name, c.Organisation, c.Numbers, b.Name FROM books b JOIN contacts c ON c.Import = b.Import
            WHERE ($1 IS NULL OR b.Name = $1)
              AND (c.Name LIKE $2 ESCAPE '\' OR c.Organisation LIKE $2 ESCAPE '\' OR ($3 <> '' AND instr(c.Numbers, $3) > 0))
            ORDER BY b.Name, c.Name, c.Position LIMIT $4
            """;
        var pattern =
            $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        var isNumber = text.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '/' or '-' or '.');
        var digits = isNumber ? string.Concat(text.Where(char.IsAsciiDigit)) : "";
        return [.. Read(Sql, r => (r.GetString(3), ToContact(r)), book, pattern, digits, limit)];
    }

    /// <summary>Takes a book away.</summary>
    /// <exception cref="StorageException">The database cannot be written.</exception>
    public void Remove(ContactBook book)
    {
        Write(connection =>
        {
            using var command = connection.Prepare("DELETE FROM books WHERE Name = $1 AND Import = $2", 2);
            command.Run(null, book.Name, book.Import);
        });
        RemoveLeftovers();
    }

    /// <summary>Takes away the contacts that belong to no book: of imports that broke off or were replaced.</summary>
    /// <exception cref="StorageException">The database cannot be written.</exception>
    public void RemoveLeftovers() =>
        Write(connection =>
        {
            using var next = connection.Prepare("SELECT min(Import) FROM contacts WHERE Import > $1", 1);
            using var isInForce = connection.Prepare("SELECT count(*) FROM books WHERE Import = $1", 1);
            using var remove = connection.Prepare(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"DELETE FROM contacts WHERE Import = $1 AND Position IN (SELECT Position FROM contacts WHERE Import = $1 LIMIT {RemovedAtOnce})"
                ),
                1
            );
            for (long? import = Scalar(next, 0); import is { } found; import = Scalar(next, found))
            {
                if (Scalar(isInForce, found) == 0)
                {
                    while (remove.Run(null, found) > 0)
                    {
                        // In small steps: calls are written in between.
                    }
                }
            }
        });

    private static long? Scalar(SqliteCommand command, long parameter)
    {
        command.Parameters[0].Value = parameter;
        return command.ExecuteScalar() as long?;
    }

    private static Contact ToContact(SqliteDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), [.. reader.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    private IEnumerable<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params object?[] parameters)
    {
        using var connection = Guarded(database.ConnectForReading);
        using var command = connection.Prepare(sql, parameters.Length);
        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i] ?? DBNull.Value;
        }
        using var reader = Guarded(command.ExecuteReader);
        while (Guarded(reader.Read))
        {
            yield return read(reader);
        }
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    private void Write(Action<SqliteConnection> write) =>
        Guarded(() =>
        {
            using var connection = database.Connect();
            write(connection);
            return true;
        });
}
