#pragma warning disable MA0048 // Requests and replies of one group of paths, read together.
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Ponte.Calls.Model;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Doctor;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Plan;
using Ponte.Server.Api.Contracts;

namespace Ponte.Server.Web.Endpoints;

/// <summary>The server at a glance.</summary>
/// <param name="State">How it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Calls">Calls that go on.</param>
/// <param name="Lines">Lines and hubs.</param>
/// <param name="Phones">Phones that are known, and registered.</param>
/// <param name="Today">Calls of today by the hour.</param>
/// <param name="Alarms">What somebody must look after.</param>
internal sealed record OverviewReply(
    HealthState State,
    string Version,
    DateTimeOffset StartedAt,
    int Calls,
    ImmutableArray<LineStatus> Lines,
    PhoneCount Phones,
    ImmutableArray<HourOfCalls> Today,
    ImmutableArray<Alarm> Alarms
);

/// <summary>Calls of one hour.</summary>
/// <param name="Hour">The hour where the company is: 0 to 23.</param>
/// <param name="Calls">How many began in it.</param>
/// <param name="Answered">How many of them were answered.</param>
internal sealed record HourOfCalls(int Hour, int Calls, int Answered);

/// <summary>What somebody must look after.</summary>
/// <param name="Level"><c>Error</c> or <c>Warning</c>.</param>
/// <param name="Text">In words.</param>
internal sealed record Alarm(FindingLevel Level, string Text);

/// <summary>What would become of a call.</summary>
/// <param name="At">The time of the call.</param>
/// <param name="Caller">Who calls, as it is shown.</param>
/// <param name="Called">What was called.</param>
/// <param name="Steps">Each decision.</param>
/// <param name="Result">What becomes of it, in words.</param>
/// <param name="Refusal">Why it is refused; null where it is not.</param>
/// <param name="Ring">What rings; null where nothing does.</param>
/// <param name="Action">What is done in place of ringing; null where it rings.</param>
internal sealed record RouteAnswer(
    DateTimeOffset At,
    Party Caller,
    Party Called,
    ImmutableArray<RouteLine> Steps,
    string Result,
    CallEnd? Refusal,
    RouteStage? Ring,
    string? Action
);

/// <summary>A decision of the number plan.</summary>
/// <param name="Code">Which.</param>
/// <param name="Depth">How deep it stands below others.</param>
/// <param name="Values">What it is about.</param>
/// <param name="Text">In words.</param>
internal sealed record RouteLine(PlanStepCode Code, int Depth, ImmutableArray<string> Values, string Text);

/// <summary>What the doctor found.</summary>
/// <param name="At">When; UTC.</param>
/// <param name="Findings">The findings in the order in which they are mended.</param>
internal sealed record DoctorAnswer(DateTimeOffset At, ImmutableArray<FindingAnswer> Findings);

/// <summary>A finding in words.</summary>
/// <param name="Code">Which.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Where">The line, name or setting.</param>
/// <param name="Text">What is wrong, or right.</param>
/// <param name="Mend">What to do; empty where nothing.</param>
internal sealed record FindingAnswer(FindingCode Code, FindingLevel Level, string Where, string Text, string Mend);

/// <summary>A year of a calendar.</summary>
/// <param name="Name">The calendar.</param>
/// <param name="Year">The year.</param>
/// <param name="Now">What it says now.</param>
/// <param name="Days">Every day.</param>
/// <param name="Changes">When it says something else next, from now on.</param>
internal sealed record CalendarYear(
    string Name,
    int Year,
    CalendarNow Now,
    ImmutableArray<CalendarDay> Days,
    ImmutableArray<CalendarTurn> Changes
);

/// <summary>What a calendar says now.</summary>
/// <param name="Outcome">What holds.</param>
/// <param name="Reason">By which rule.</param>
/// <param name="Until">When another outcome holds next; null where none does within a year.</param>
/// <param name="Switch">What it is set to by hand: <c>auto</c>, <c>day</c>, <c>night</c>.</param>
internal sealed record CalendarNow(CalendarOutcome Outcome, CalendarReason Reason, DateTimeOffset? Until, string Switch);

/// <summary>A day of a calendar.</summary>
/// <param name="Date">The day: <c>2026-12-25</c>.</param>
/// <param name="Outcome">What holds at noon.</param>
/// <param name="Reason">By which rule.</param>
/// <param name="Name">What a holiday or special day is called; empty for others.</param>
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
/// <param name="Value">The flow as it is edited, not in force yet; null: the one in force.</param>
internal sealed record TryRequest(IReadOnlyList<string>? Keys, DateTimeOffset? At, string? From, JsonNode? Value = null);

/// <summary>A line of a flow that was tried.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Value">What was said, pressed, called or named.</param>
/// <param name="Result">The outcome of a step; the language of what was said.</param>
/// <param name="Step">The kind of step.</param>
/// <param name="Text">All of it in words.</param>
internal sealed record TryLine(FlowTrialKind Kind, string Value, string Result, string Step, string Text);
