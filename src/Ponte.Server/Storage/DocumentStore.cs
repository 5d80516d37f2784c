using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ponte.Server.Storage;

/// <summary>The versions of the company document. Plain SQL: it is read on the way to ready.</summary>
internal sealed class DocumentStore(PonteDatabase database)
{
    /// <summary>The version in force; null where none was applied yet.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public StoredDocument? Latest()
    {
        try
        {
            using var connection = database.ConnectForReading();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Version, Text, AppliedBy, AppliedAt FROM documents ORDER BY Version DESC LIMIT 1";
            using var reader = command.ExecuteReader();
            return reader.Read()
                ? new StoredDocument(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), Microseconds.ToTime(reader.GetInt64(3)))
                : null;
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    /// <summary>The versions, the newest first, without their texts.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<StoredDocument> Versions(int limit) =>
        Read("SELECT Version, '', AppliedBy, AppliedAt FROM documents ORDER BY Version DESC LIMIT $n", limit);

    /// <summary>One version; null where there is none of that number.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public StoredDocument? Find(int version) =>
        Read("SELECT Version, Text, AppliedBy, AppliedAt FROM documents WHERE Version = $n", version) is [var found] ? found : null;

    /// <summary>Adds a version.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StorageException">The database cannot be written; there is no new version.</exception>
    public int Add(string text, string appliedBy, DateTimeOffset at)
    {
        try
        {
            using var connection = database.Connect();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO documents (Text, AppliedBy, AppliedAt) VALUES ($text, $by, $at) RETURNING Version";
            command.Parameters.AddWithValue("$text", text);
            command.Parameters.AddWithValue("$by", appliedBy);
            command.Parameters.AddWithValue("$at", Microseconds.Of(at));
            return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    private List<StoredDocument> Read(string sql, int parameter)
    {
        try
        {
            using var connection = database.ConnectForReading();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$n", parameter);
            using var reader = command.ExecuteReader();
            var all = new List<StoredDocument>();
            while (reader.Read())
            {
                all.Add(
                    new StoredDocument(
                        reader.GetInt32(0),
                        reader.GetString(1),
                        reader.GetString(2),
                        Microseconds.ToTime(reader.GetInt64(3))
                    )
                );
            }
            return all;
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }
}
