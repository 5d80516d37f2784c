using System.Text.Json;
using Microsoft.Data.Sqlite;
using Ponte.Calls.Model;
using Ponte.Server.History;

namespace Ponte.Server.Storage;

/// <summary>Makes views of rows.</summary>
internal static class RowReader
{
    /// <summary>The columns that <see cref="Call"/> reads, in its order.</summary>
    public const string CallColumns =
        "Id, StartedAt, CallerNumber, CallerName, CallerIsAnonymous, CalledNumber, CalledName, AnsweredAt, TakenOverAt, EndedAt, EndSide, EndCause, EndSipStatus, EndQ850, EndDetail, Origin, MergedInto";

    /// <summary>The columns that <see cref="Leg"/> reads, in its order.</summary>
    public const string LegColumns =
        "CallId, Number, Kind, IsIncoming, Name, Peer, SipCallId, StartedAt, RingingAt, EarlyMediaAt, AnsweredAt, EndedAt, EndSide, EndCause, EndSipStatus, EndQ850, EndDetail, Media, User";

    /// <summary>A call without its legs.</summary>
    public static CallView Call(SqliteDataReader row) =>
        new()
        {
            Id = new CallId(row.GetString(0)),
            StartedAt = Microseconds.ToTime(row.GetInt64(1)),
            Caller = new Party(row.GetString(2), row.GetString(3), row.GetBoolean(4)),
            Called = new Party(row.GetString(5), row.GetString(6)),
            AnsweredAt = Time(row, 7),
            TakenOverAt = Time(row, 8),
            EndedAt = Time(row, 9),
            End = End(row, 10),
            Origin = (CallOrigin)row.GetInt32(15),
            MergedInto = row.IsDBNull(16) ? null : new CallId(row.GetString(16)),
        };

    /// <summary>A leg with its call's id.</summary>
    public static (string Call, LegView Leg) Leg(SqliteDataReader row) =>
        (
            row.GetString(0),
            new LegView
            {
                Id = new LegId(row.GetInt32(1)),
                Kind = (LegKind)row.GetInt32(2),
                IsIncoming = row.GetBoolean(3),
                Name = row.GetString(4),
                Peer = row.GetString(5),
                SipCallId = row.GetString(6),
                StartedAt = Microseconds.ToTime(row.GetInt64(7)),
                RingingAt = Time(row, 8),
                EarlyMediaAt = Time(row, 9),
                AnsweredAt = Time(row, 10),
                EndedAt = Time(row, 11),
                End = End(row, 12),
                Media = row.IsDBNull(17) ? null : JsonSerializer.Deserialize(row.GetString(17), EventJson.Default.StreamStatistics),
                User = row.IsDBNull(18) ? null : row.GetString(18),
            }
        );

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : Microseconds.ToTime(row.GetInt64(column));

    /// <summary>Five columns from side to detail.</summary>
    private static CallEnd? End(SqliteDataReader row, int column) =>
        row.IsDBNull(column)
            ? null
            : new CallEnd(
                (EndSide)row.GetInt32(column),
                (EndCause)row.GetInt32(column + 1),
                row.GetInt32(column + 2),
                row.GetInt32(column + 3),
                row.GetString(column + 4)
            );
}
