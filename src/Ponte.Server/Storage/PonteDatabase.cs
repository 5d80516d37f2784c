using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ponte.Server.Storage;

/// <summary>
/// The database file <c>ponte.db</c>: opening, migrations after a backup, connections.
/// <para>
/// A file whose schema is the newest is opened without EF Core, whose model alone takes a third of a second to build: the server is
/// ready sooner. EF Core keeps the schema and its migrations. Write-ahead log with <c>synchronous=NORMAL</c>: what was
/// committed survives the death of the process; only a power cut can take the last moments.
/// </para>
/// </summary>
internal sealed class PonteDatabase
{
    /// <summary>The file in the data folder.</summary>
    public const string FileName = "ponte.db";

    /// <summary>The folder of copies that are made before a migration.</summary>
    public const string BackupFolder = "backups";

    private const int TimeoutSeconds = 3;
    private readonly string _writing;
    private readonly string _reading;

    private PonteDatabase(string path)
    {
        FilePath = path;
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = TimeoutSeconds,
            Pooling = false,
        };
        _writing = builder.ToString();
        builder.Mode = SqliteOpenMode.ReadOnly;
        _reading = builder.ToString();
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Opens the database for the server: makes it where there is none, and brings an older one up to date after a backup.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static PonteDatabase Open(string folder, DateTimeOffset now, ILogger log)
    {
        var database = new PonteDatabase(Path.Combine(folder, FileName));
        try
        {
            database.BringUpToDate(now, log);
            return database;
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    /// <summary>Opens an existing database for reading only, for commands beside or without a server.</summary>
    /// <returns>Null where there is no database.</returns>
    /// <exception cref="StorageException">The database cannot be used, or is of another version.</exception>
    public static PonteDatabase? OpenForReading(string folder)
    {
        var database = new PonteDatabase(Path.Combine(folder, FileName));
        if (!File.Exists(database.FilePath))
        {
            return null;
        }
        try
        {
            using var connection = database.ConnectForReading();
            var schema = SchemaOf(connection);
            return string.Equals(schema, Schema.Latest, StringComparison.Ordinal)
                ? database
                : throw new StorageException(
                    $"database {database.FilePath} is of another version of ponte; start the server once to bring it up to date"
                );
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    /// <summary>A connection for writing. The caller disposes it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_writing);
        connection.Open();
        connection.Execute("PRAGMA synchronous = NORMAL");
        return connection;
    }

    /// <summary>A connection for reading. The caller disposes it.</summary>
    public SqliteConnection ConnectForReading()
    {
        var connection = new SqliteConnection(_reading);
        connection.Open();
        return connection;
    }

    private void BringUpToDate(DateTimeOffset now, ILogger log)
    {
        var isNew = !File.Exists(FilePath) || new FileInfo(FilePath).Length == 0;
        using var connection = Connect();
        var schema = isNew ? null : SchemaOf(connection);
        if (string.Equals(schema, Schema.Latest, StringComparison.Ordinal))
        {
            return;
        }
        if (schema is not null && string.CompareOrdinal(schema, Schema.Latest) > 0)
        {
            throw new StorageException(
                $"database {FilePath} was written by a newer ponte ({schema}); install that version again, or put a copy from {BackupFolder} in its place. Nothing was changed"
            );
        }
        if (isNew)
        {
            connection.Execute("PRAGMA journal_mode = WAL");
            Schema.Create(connection);
        }
        else
        {
            Backup(connection, now, log);
            using var context = PonteContextFactory.Create(_writing);
            context.Database.Migrate();
        }
        log.DatabaseMigrated(FilePath, Schema.Latest);
    }

    private void Backup(SqliteConnection connection, DateTimeOffset now, ILogger log)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(FilePath)!, BackupFolder)).FullName;
        var copy = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"ponte-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.db"));
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        command.ExecuteNonQuery();
        log.DatabaseCopied(FilePath, copy);
    }

    /// <summary>The newest migration that the file has seen; null where it has seen none.</summary>
    private static string? SchemaOf(SqliteConnection connection)
    {
        using var exists = connection.CreateCommand();
        exists.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (exists.ExecuteScalar() is 0L)
        {
            return null;
        }
        using var newest = connection.CreateCommand();
        newest.CommandText = "SELECT max(MigrationId) FROM \"__EFMigrationsHistory\"";
        return newest.ExecuteScalar() as string;
    }
}
