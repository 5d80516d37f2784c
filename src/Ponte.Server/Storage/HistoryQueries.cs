using Microsoft.Data.Sqlite;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Server.History;

namespace Ponte.Server.Storage;

/// <summary>
/// Reads the history. Plain SQL on purpose: the first LINQ query of a process takes more than a second of CPU to compile, which a command
/// of a second's life pays each time, and a server in the middle of its calls.
/// </summary>
internal sealed class HistoryQueries(PonteDatabase database)
{
    /// <summary>The newest call, for people who just made it.</summary>
    public const string LastCall = "last";

    private const int MinEnding = 4;

    /// <summary>The newest calls first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="number">Only those whose caller's or called number contains this; null for all.</param>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<CallView> List(int limit, string? number)
    {
        const string Matching =
            "WHERE $number IS NULL OR instr(CallerNumber, $number) > 0 OR instr(CalledNumber, $number) > 0 ORDER BY Id DESC LIMIT $limit";
        return Read(connection =>
            Calls(connection, Matching, ("$number", string.IsNullOrEmpty(number) ? null : number), ("$limit", limit))
        );
    }

    /// <summary>One call: by its id, by an ending of it that no other call has, or <see cref="LastCall"/>; null where there is none.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public CallView? Find(string id)
    {
        if (string.Equals(id, LastCall, StringComparison.OrdinalIgnoreCase))
        {
            return List(1, null) is [var newest] ? WithPath(newest) : null;
        }
        var ending = id.ToUpperInvariant();
        var exact = Read(connection => Calls(connection, "WHERE Id = $id", ("$id", ending)));
        if (exact.Count == 1 || ending.Length < MinEnding)
        {
            return exact is [var only] ? WithPath(only) : null;
        }
        var matches = Read(connection => Calls(connection, "WHERE substr(Id, -length($id)) = $id LIMIT 2", ("$id", ending)));
        return matches.Count == 1 ? WithPath(matches[0]) : null;
    }

    /// <summary>The events of a call in their order; those that this version does not know are left out.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<CallEvent> Events(CallId call) =>
        Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Type, Payload FROM events WHERE CallId = $id ORDER BY Sequence";
            command.Parameters.AddWithValue("$id", call.Value);
            using var reader = command.ExecuteReader();
            var events = new List<CallEvent>();
            while (reader.Read())
            {
                if (EventCodec.Read(reader.GetString(0), (byte[])reader.GetValue(1)) is { } callEvent)
                {
                    events.Add(callEvent);
                }
            }
            return events;
        });

    private CallView WithPath(CallView call) =>
        call with
        {
            Path = [.. Events(call.Id).OfType<FlowStepTaken>().Select(CallProjection.PassageOf)],
        };

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            using var connection = database.ConnectForReading();
            return read(connection);
        }
        catch (SqliteException e)
        {
            throw StorageException.Of(e, database.FilePath);
        }
    }

    private static List<CallView> Calls(
        SqliteConnection connection,
        string condition,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
    {
        // Calls and legs of one moment.
        using var transaction = connection.BeginTransaction(deferred: true);
        var legs = new Dictionary<string, List<LegView>>(StringComparer.Ordinal);
        using (
            var command = Command(
                connection,
                $"SELECT {RowReader.LegColumns} FROM legs WHERE CallId IN (SELECT Id FROM calls {condition}) ORDER BY CallId, Number",
                parameters
            )
        )
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var (call, leg) = RowReader.Leg(reader);
                if (!legs.TryGetValue(call, out var list))
                {
                    legs[call] = list = [];
                }
                list.Add(leg);
            }
        }
        var calls = new List<CallView>();
        using (var command = Command(connection, $"SELECT {RowReader.CallColumns} FROM calls {condition}", parameters))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var call = RowReader.Call(reader);
                calls.Add(legs.TryGetValue(call.Id.Value, out var list) ? call with { Legs = [.. list] } : call);
            }
        }
        return calls;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
        return command;
    }
}
