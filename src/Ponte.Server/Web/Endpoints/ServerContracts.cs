#pragma warning disable MA0048 // Requests and replies of one group of paths, read together.
using System.Collections.Immutable;
using Ponte.Pbx.Calendars;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Web.Endpoints;

/// <summary>The server at a glance.</summary>
/// <param name="Server">How it is.</param>
/// <param name="Today">Calls by the hour, of the last day.</param>
internal sealed record OverviewReply(HealthReply Server, IReadOnlyList<HourOfCalls> Today);

/// <summary>What would become of a call.</summary>
/// <param name="Steps">Each decision in words.</param>
/// <param name="Result">What becomes of it, in words.</param>
/// <param name="Route">The same as data.</param>
internal sealed record RouteAnswer(ImmutableArray<RouteLine> Steps, string Result, RouteReply Route);

/// <summary>A decision of the number plan.</summary>
/// <param name="Depth">How deep it stands below others.</param>
/// <param name="Text">In words.</param>
internal sealed record RouteLine(int Depth, string Text);

/// <summary>What the doctor found.</summary>
/// <param name="At">When; UTC.</param>
/// <param name="Findings">The findings in the order in which they are mended.</param>
internal sealed record DoctorAnswer(DateTimeOffset At, ImmutableArray<FindingAnswer> Findings);

/// <summary>A finding in words.</summary>
/// <param name="Level"><c>Error</c>, <c>Warning</c> or <c>Good</c>.</param>
/// <param name="Where">The line, name or setting.</param>
/// <param name="What">What is wrong, or right.</param>
/// <param name="Mend">What to do; empty where nothing.</param>
internal sealed record FindingAnswer(string Level, string Where, string What, string Mend);

/// <summary>A year of a calendar.</summary>
/// <param name="Year">The year.</param>
/// <param name="Days">Holidays and special days in their order.</param>
/// <param name="Changes">When it says something else next, from now on.</param>
internal sealed record CalendarYear(int Year, ImmutableArray<CalendarDay> Days, ImmutableArray<CalendarTurn> Changes);

/// <summary>A day that is not like others.</summary>
/// <param name="Date">The day: <c>2026-12-25</c>.</param>
/// <param name="Outcome">What holds at noon.</param>
/// <param name="Reason">By which rule.</param>
/// <param name="Name">What it is called.</param>
internal sealed record CalendarDay(string Date, CalendarOutcome Outcome, CalendarReason Reason, string Name);

/// <summary>A change of a calendar.</summary>
/// <param name="At">When; UTC.</param>
/// <param name="Outcome">What holds from then on.</param>
internal sealed record CalendarTurn(DateTimeOffset At, CalendarOutcome Outcome);

/// <summary>To set a calendar by hand.</summary>
/// <param name="To"><c>auto</c>, <c>day</c> or <c>night</c>.</param>
internal sealed record SwitchRequest(string? To);

/// <summary>To try a flow.</summary>
/// <param name="Keys">What the caller does at each turn.</param>
/// <param name="At">The time; null: now.</param>
/// <param name="From">The caller's number; null: withheld.</param>
internal sealed record TryRequest(IReadOnlyList<string>? Keys, DateTimeOffset? At, string? From);

/// <summary>A line of a flow that was tried.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Text">In words.</param>
internal sealed record TryLine(string Kind, string Text);
