using System.Collections.Immutable;
using NodaTime;
using Ponte.Pbx.Doctor;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Languages;

namespace Ponte.Server.Web.Endpoints;

/// <summary>Makes the server at a glance.</summary>
internal static class OverviewReplies
{
    /// <summary>As it is now.</summary>
    /// <param name="parts">The server.</param>
    /// <param name="words">The language of alarms.</param>
    public static OverviewReply Of(WebParts parts, Words words)
    {
        var server = parts.State.Read();
        return new OverviewReply(
            server.State,
            server.Version,
            server.StartedAt,
            server.Calls,
            server.Lines,
            server.Phones,
            Today(parts),
            [.. Alarms(server, words)]
        );
    }

    private static ImmutableArray<HourOfCalls> Today(WebParts parts)
    {
        var zone = DateTimeZoneProviders.Tzdb[
            parts.Documents.Current?.Document.Company.TimeZone ?? Pbx.Document.CompanySettings.DefaultTimeZone
        ];
        var today = Instant.FromDateTimeOffset(parts.Time.GetUtcNow()).InZone(zone).Date;
        var midnight = zone.AtStartOfDay(today).ToDateTimeOffset();
        return
        [
            .. parts
                .History.Hours(midnight)
                .Select(h => (Instant.FromDateTimeOffset(h.Hour).InZone(zone).Hour, h.Calls, h.Answered))
                .GroupBy(h => h.Hour)
                .Select(g => new HourOfCalls(g.Key, g.Sum(h => h.Calls), g.Sum(h => h.Answered))),
        ];
    }

    private static IEnumerable<Alarm> Alarms(HealthReply server, Words words)
    {
        if (server.Document is null)
        {
            yield return new Alarm(FindingLevel.Warning, words.NoDocument);
        }
        foreach (var line in server.Lines.Where(l => l.State is HealthState.Down or HealthState.Degraded))
        {
            var level = line.State == HealthState.Down ? FindingLevel.Error : FindingLevel.Warning;
            yield return new Alarm(level, words.AlarmOfLine(line.Name, line.State == HealthState.Down, line.Detail));
        }
        if (server.Media.State is HealthState.Down or HealthState.Degraded)
        {
            yield return new Alarm(FindingLevel.Error, $"{words.Media}: {server.Media.Detail}");
        }
        if (server.Storage.State != HealthState.Up)
        {
            yield return new Alarm(FindingLevel.Error, server.Storage.Detail);
        }
        foreach (var directory in server.Directories.Where(d => d.State == HealthState.Down))
        {
            yield return new Alarm(FindingLevel.Warning, words.AlarmOfDirectory(directory.Name, directory.Detail));
        }
    }
}
