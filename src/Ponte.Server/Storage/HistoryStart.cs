using System.Globalization;
using Microsoft.Data.Sqlite;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;

namespace Ponte.Server.Storage;

/// <summary>
/// What the start does to the history: a row for the new run, and an end for the calls that the last run left open, at the last moment it
/// was known to live. Calls that will be taken over stay open.
/// </summary>
/// <param name="Run">The new run's number.</param>
/// <param name="Calls">The calls that go on.</param>
internal sealed record HistoryStart(int Run, OpenCalls Calls)
{
    /// <summary>What the end of a call says that died with its server.</summary>
    public const string ServerEnded = "server ended";

    /// <summary>Does it, in one transaction.</summary>
    /// <param name="database">The database.</param>
    /// <param name="takenOver">The calls that the journal holds.</param>
    /// <param name="version">The server's version.</param>
    /// <param name="now">Wall-clock time.</param>
    /// <param name="log">The log.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static HistoryStart Begin(
        PonteDatabase database,
        IReadOnlySet<CallId> takenOver,
        string version,
        DateTimeOffset now,
        ILogger log
    )
    {
        try
        {
            using var connection = database.Connect();
            using var batch = new HistoryBatch(connection);
            using var transaction = batch.Begin();
            var died = DeathOfLastRun(connection, transaction) ?? now;
            var open = new OpenCalls();
            var closed = 0;
            foreach (var (view, sequence, lastAt) in ReadOpen(connection, transaction))
            {
                if (takenOver.Contains(view.Id))
                {
                    open.Restore(view, sequence);
                    continue;
                }
                var end = new CallEnded(
                    view.Id,
                    lastAt > died ? lastAt : died,
                    new CallEnd(EndSide.Unknown, EndCause.Unknown, Detail: ServerEnded)
                );
                batch.Write(new NumberedEvent(sequence + 1, end));
                batch.Write(CallProjection.Apply(view, end)!);
                closed++;
            }
            var run = AddRun(connection, transaction, version, now);
            transaction.Commit();
            if (closed > 0)
            {
                log.OpenCallsClosed(closed, died);
            }
            return new HistoryStart(run, open);
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    /// <summary>Marks the run as stopped in good order.</summary>
    public static void End(PonteDatabase database, int run, DateTimeOffset now)
    {
        using var connection = database.Connect();
        using var command = connection.Prepare("UPDATE runs SET LastSeenAt = $2, StoppedAt = $2 WHERE Id = $1", 2);
        command.Run(null, run, Microseconds.Of(now));
    }

    private static DateTimeOffset? DeathOfLastRun(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT LastSeenAt FROM runs ORDER BY Id DESC LIMIT 1";
        return command.ExecuteScalar() is long at ? Microseconds.ToTime(at) : null;
    }

    private static int AddRun(SqliteConnection connection, SqliteTransaction transaction, string version, DateTimeOffset now)
    {
        using var command = connection.Prepare("INSERT INTO runs (Version, StartedAt, LastSeenAt) VALUES ($1, $2, $2) RETURNING Id", 2);
        command.Transaction = transaction;
        command.Parameters[0].Value = version;
        command.Parameters[1].Value = Microseconds.Of(now);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static List<(CallView View, int Sequence, DateTimeOffset LastAt)> ReadOpen(
        SqliteConnection connection,
        SqliteTransaction transaction
    )
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            SELECT e.CallId, e.Sequence, e.Type, e.Payload FROM calls c JOIN events e ON e.CallId = c.Id
            WHERE c.EndedAt IS NULL ORDER BY e.CallId, e.Sequence
            """;
        using var reader = command.ExecuteReader();
        var calls = new List<(CallView, int, DateTimeOffset)>();
        while (reader.Read())
        {
            var callEvent = EventCodec.Read(reader.GetString(2), (byte[])reader.GetValue(3));
            var isSame = calls.Count > 0 && string.Equals(calls[^1].Item1.Id.Value, reader.GetString(0), StringComparison.Ordinal);
            var view = callEvent is null
                ? (isSame ? calls[^1].Item1 : null)
                : CallProjection.Apply(isSame ? calls[^1].Item1 : null, callEvent);
            if (view is null)
            {
                continue;
            }
            var entry = (view, reader.GetInt32(1), callEvent?.At ?? calls[^1].Item3);
            if (isSame)
            {
                calls[^1] = entry;
            }
            else
            {
                calls.Add(entry);
            }
        }
        return calls;
    }
}
