using Microsoft.Data.Sqlite;
using Ponte.Pbx.CallBacks;

namespace Ponte.Server.Storage;

/// <summary>Who waits for whom to be free, in the database. Plain SQL: the few requests that there are, written anew at each change.</summary>
internal sealed class CallBackStore(PonteDatabase database, ILogger log) : ICallBackStore
{
    private const string Columns = "Requester, Wanted, Number, AskedAt, IsArmed, Rings";

    /// <inheritdoc/>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public IReadOnlyList<CallBackRequest> Load()
    {
        try
        {
            using var connection = database.ConnectForReading();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {Columns} FROM callbacks ORDER BY rowid";
            using var reader = command.ExecuteReader();
            var requests = new List<CallBackRequest>();
            while (reader.Read())
            {
                var at = Microseconds.ToTime(reader.GetInt64(3));
                requests.Add(
                    new CallBackRequest(
                        reader.GetString(0),
                        reader.GetString(1),
                        reader.GetString(2),
                        at,
                        reader.GetBoolean(4),
                        reader.GetInt32(5)
                    )
                );
            }
            return requests;
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SaveAsync(IReadOnlyList<CallBackRequest> requests, CancellationToken cancellationToken)
    {
        try
        {
            // SQLite waits for the disk: not on the loop of a call.
            await Task.Run(() => Save(requests), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SqliteException e)
        {
            log.CallBacksNotKept(database.FilePath, e.Message);
            return false;
        }
    }

    private void Save(IReadOnlyList<CallBackRequest> requests)
    {
        using var connection = database.Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("DELETE FROM callbacks");
        using var command = connection.Prepare($"INSERT INTO callbacks ({Columns}) VALUES ($1, $2, $3, $4, $5, $6)", 6);
        foreach (var request in requests)
        {
            command.Run(
                transaction,
                request.Requester,
                request.Wanted,
                request.Number,
                Microseconds.Of(request.AskedAt),
                request.IsArmed,
                request.Rings
            );
        }
        transaction.Commit();
    }
}
