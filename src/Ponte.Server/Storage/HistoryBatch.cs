using System.Text.Json;
using Microsoft.Data.Sqlite;
using Ponte.Calls.Model;
using Ponte.Server.History;

namespace Ponte.Server.Storage;

/// <summary>
/// The statements that write events, calls and legs, prepared once. Plain SQL on purpose: a call writes some 15 rows, and EF Core's change
/// tracker would cost more than the calls themselves.
/// </summary>
internal sealed class HistoryBatch : IDisposable
{
    private const string EventSql = "INSERT OR REPLACE INTO events (CallId, Sequence, At, Type, Payload) VALUES (?1, ?2, ?3, ?4, ?5)";

    private const string CallSql = """
        INSERT INTO calls (Id, StartedAt, CallerNumber, CallerName, CallerIsAnonymous, CalledNumber, CalledName, AnsweredAt, TakenOverAt,
            EndedAt, EndSide, EndCause, EndSipStatus, EndQ850, EndDetail, Origin, MergedInto)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
        ON CONFLICT (Id) DO UPDATE SET AnsweredAt = ?8, TakenOverAt = ?9, EndedAt = ?10, EndSide = ?11, EndCause = ?12, EndSipStatus = ?13,
            EndQ850 = ?14, EndDetail = ?15, MergedInto = ?17
        """;

    private const string LegSql = """
        INSERT INTO legs (CallId, Number, Kind, IsIncoming, Name, Peer, SipCallId, StartedAt, RingingAt, EarlyMediaAt, AnsweredAt, EndedAt,
            EndSide, EndCause, EndSipStatus, EndQ850, EndDetail, Media, LossPerMille, MeanOpinionScore, User)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
        ON CONFLICT (CallId, Number) DO UPDATE SET Peer = ?6, RingingAt = ?9, EarlyMediaAt = ?10, AnsweredAt = ?11, EndedAt = ?12, EndSide = ?13,
            EndCause = ?14, EndSipStatus = ?15, EndQ850 = ?16, EndDetail = ?17, Media = ?18, LossPerMille = ?19, MeanOpinionScore = ?20
        """;

    private readonly SqliteConnection _connection;
    private readonly PreparedStatement _event;
    private readonly PreparedStatement _call;
    private readonly PreparedStatement _leg;
    private readonly PreparedStatement _touch;

    /// <summary>Prepares the statements on a connection of its own, which it owns.</summary>
    public HistoryBatch(SqliteConnection connection)
    {
        _connection = connection;
        _event = new PreparedStatement(connection, EventSql);
        _call = new PreparedStatement(connection, CallSql);
        _leg = new PreparedStatement(connection, LegSql);
        _touch = new PreparedStatement(connection, "UPDATE runs SET LastSeenAt = ?2 WHERE Id = ?1");
    }

    /// <summary>Begins a transaction that takes the write lock at once.</summary>
    public SqliteTransaction Begin() => _connection.BeginTransaction(deferred: false);

    /// <summary>Adds an event.</summary>
    public void Write(in NumberedEvent numbered)
    {
        var (sequence, callEvent) = numbered;
        _event.Run(
            callEvent.Call.Value,
            sequence,
            Microseconds.Of(callEvent.At),
            EventCodec.NameOf(callEvent),
            EventCodec.Write(callEvent)
        );
    }

    /// <summary>Writes a call's row and its legs' as they are now.</summary>
    public void Write(CallView call)
    {
        var end = call.End;
        _call.Run(
            call.Id.Value,
            Microseconds.Of(call.StartedAt),
            call.Caller.Number,
            call.Caller.Name,
            call.Caller.IsAnonymous,
            call.Called.Number,
            call.Called.Name,
            Time(call.AnsweredAt),
            Time(call.TakenOverAt),
            Time(call.EndedAt),
            (int?)end?.Side,
            (int?)end?.Cause,
            end?.SipStatus,
            end?.Q850,
            end?.Detail,
            (int)call.Origin,
            call.MergedInto?.Value
        );
        foreach (var leg in call.Legs)
        {
            Write(call.Id, leg);
        }
    }

    /// <summary>Marks the run as alive.</summary>
    public void Touch(int run, DateTimeOffset now)
    {
        _touch.Run(run, Microseconds.Of(now));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _event.Dispose();
        _call.Dispose();
        _leg.Dispose();
        _touch.Dispose();
        _connection.Dispose();
    }

    private void Write(CallId call, LegView leg)
    {
        var (end, media) = (leg.End, leg.Media);
        var expected = media is null ? 0 : media.PacketsReceived + media.PacketsLost;
        _leg.Run(
            call.Value,
            leg.Id.Number,
            (int)leg.Kind,
            leg.IsIncoming,
            leg.Name,
            leg.Peer,
            leg.SipCallId,
            Microseconds.Of(leg.StartedAt),
            Time(leg.RingingAt),
            Time(leg.EarlyMediaAt),
            Time(leg.AnsweredAt),
            Time(leg.EndedAt),
            (int?)end?.Side,
            (int?)end?.Cause,
            end?.SipStatus,
            end?.Q850,
            end?.Detail,
            media is null ? null : JsonSerializer.Serialize(media, EventJson.Default.StreamStatistics),
            expected == 0 ? (double?)null : 1000.0 * media!.PacketsLost / expected,
            media?.MeanOpinionScore,
            leg.User
        );
    }

    private static long? Time(DateTimeOffset? at) => at is { } time ? Microseconds.Of(time) : null;
}
