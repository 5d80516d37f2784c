using Microsoft.Data.Sqlite;
using Ponte.Pbx.People;

namespace Ponte.Server.Storage;

/// <summary>What users set by phone or on screen, in the database. Plain SQL, one row a user.</summary>
internal sealed class PersonStore(PonteDatabase database, TimeProvider time, ILogger log) : IPersonStore
{
    private const string Columns = "User, DoNotDisturb, ForwardAlways, ForwardBusy, ForwardNoAnswer, ForwardUnreachable, Twin";

    /// <inheritdoc/>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public IReadOnlyDictionary<string, PersonState> Load()
    {
        try
        {
            using var connection = database.ConnectForReading();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {Columns} FROM persons";
            using var reader = command.ExecuteReader();
            var states = new Dictionary<string, PersonState>(StringComparer.Ordinal);
            while (reader.Read())
            {
                states[reader.GetString(0)] = new PersonState(
                    reader.IsDBNull(1) ? null : reader.GetBoolean(1),
                    Text(reader, 2),
                    Text(reader, 3),
                    Text(reader, 4),
                    Text(reader, 5),
                    reader.IsDBNull(6) ? null : reader.GetBoolean(6)
                );
            }
            return states;
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SaveAsync(string user, PersonState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            // SQLite waits for the disk: not on the loop of a call.
            await Task.Run(() => Save(user, state), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SqliteException e)
        {
            log.PersonNotKept(user, database.FilePath, e.Message);
            return false;
        }
    }

    private void Save(string user, PersonState state)
    {
        using var connection = database.Connect();
        using var command = connection.Prepare(
            $"INSERT OR REPLACE INTO persons ({Columns}, ChangedAt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            8
        );
        command.Run(
            null,
            user,
            state.DoNotDisturb,
            state.ForwardAlways,
            state.ForwardBusy,
            state.ForwardNoAnswer,
            state.ForwardUnreachable,
            state.Twin,
            Microseconds.Of(time.GetUtcNow())
        );
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
