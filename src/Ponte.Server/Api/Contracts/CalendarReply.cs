using System.Collections.Immutable;
using Ponte.Pbx.Calendars;
using Ponte.Server.Calendars;

namespace Ponte.Server.Api.Contracts;

/// <summary>What a calendar says of a moment.</summary>
/// <param name="Name">The calendar.</param>
/// <param name="Outcome">What holds.</param>
/// <param name="Reason">By which rule.</param>
/// <param name="Day">The holiday's or special day's name; null without.</param>
/// <param name="Until">When another outcome holds next; UTC; null where none does within a year.</param>
/// <param name="Feeds">How its feeds are.</param>
internal sealed record CalendarReply(
    string Name,
    CalendarOutcome Outcome,
    CalendarReason Reason,
    string? Day,
    DateTimeOffset? Until,
    ImmutableArray<FeedStatus> Feeds
);
