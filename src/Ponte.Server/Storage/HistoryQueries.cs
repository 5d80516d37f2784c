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

    // A call's id is made a moment before or after its first event is.
    private static readonly TimeSpan IdMargin = TimeSpan.FromHours(1);

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

    /// <summary>The newest calls first, of those that are wanted.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<CallView> List(CallFilter filter, int limit)
    {
        ArgumentNullException.ThrowIfNull(filter);
        const string Matching = """
            WHERE ($after IS NULL OR Id < $after)
              AND ($from IS NULL OR StartedAt >= $from) AND ($to IS NULL OR StartedAt < $to)
              AND ($search IS NULL OR instr(CallerNumber, $search) > 0 OR instr(CalledNumber, $search) > 0
                   OR CallerName LIKE $like ESCAPE '!' OR CalledName LIKE $like ESCAPE '!')
              AND ($line IS NULL OR EXISTS (SELECT 1 FROM legs l WHERE l.CallId = calls.Id AND l.Name = $line))
              AND ($user IS NULL OR EXISTS (SELECT 1 FROM legs l WHERE l.CallId = calls.Id AND l.User = $user))
            ORDER BY Id DESC LIMIT $limit
            """;
        var search = string.IsNullOrWhiteSpace(filter.Search) ? null : filter.Search.Trim();
        return Read(connection =>
            Calls(
                connection,
                Matching,
                ("$after", filter.After),
                ("$from", filter.From is { } from ? Microseconds.Of(from) : null),
                ("$to", filter.To is { } to ? Microseconds.Of(to) : null),
                ("$search", search),
                ("$like", search is null ? null : $"%{Escaped(search)}%"),
                ("$line", filter.Line),
                ("$user", filter.User),
                ("$limit", limit)
            )
        );
    }

    /// <summary>How many calls began, and were answered, in each hour since a time.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public IReadOnlyList<(DateTimeOffset Hour, int Calls, int Answered)> Hours(DateTimeOffset since) =>
        Read(connection =>
        {
            const long Hour = 3_600_000_000;
            using var command = Command(
                connection,
                // Ids sort by time: the newest are looked at, not all that ever were.
                $"SELECT StartedAt / {Hour}, count(*), count(AnsweredAt) FROM calls WHERE Id >= $first AND StartedAt >= $since GROUP BY 1 ORDER BY 1",
                [("$first", CallIds.FirstAt(since - IdMargin)), ("$since", Microseconds.Of(since))]
            );
            using var reader = command.ExecuteReader();
            var hours = new List<(DateTimeOffset, int, int)>();
            while (reader.Read())
            {
                hours.Add((Microseconds.ToTime(reader.GetInt64(0) * Hour), reader.GetInt32(1), reader.GetInt32(2)));
            }
            return hours;
        });

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

    /// <summary>A text in which <c>LIKE</c> finds no wildcards.</summary>
    private static string Escaped(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal)
            .Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);

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
