using System.Collections.Immutable;
using NodaTime;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.Company;
using Ponte.Pbx.Doctor;
using Ponte.Pbx.Document;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Routing;
using Ponte.Server.Api;
using Ponte.Server.Directories;
using Ponte.Server.Languages;

namespace Ponte.Server.Web.Endpoints;

/// <summary>How server, lines and phones are; what the doctor finds; what would become of a call; calendars and flows.</summary>
internal static class ServerEndpoints
{
    private const int DoctorCalls = 500;
    private const int MaxTurns = 200;
    private const int MaxText = 100;
    private const int MaxFound = 200;
    private const int ShownChanges = 10;

    /// <summary>Adds the paths.</summary>
    public static void Map(RouteGroupBuilder api, WebParts parts)
    {
        var see = api.MapGroup("").RequireAuthorization(Access.See);
        see.MapGet("/overview", (HttpContext context) => OverviewReplies.Of(parts, WebLanguage.Of(context, parts)))
            .WithSummary("The server at a glance, and the calls of the last day by the hour");
        see.MapGet("/lines", () => parts.Telephony.Lines()).WithSummary("How lines and hubs are");
        see.MapGet("/phones", () => parts.Telephony.Phones()).WithSummary("Phones, and where they are registered");
        see.MapGet("/directories", () => DirectorySources.Describe(parts.Telephony.Directories())).WithSummary("How directories are");
        see.MapGet("/doctor", (Delegate)((HttpContext context) => ExamineAsync(context, parts)))
            .Produces<DoctorAnswer>()
            .WithSummary("What the doctor finds now");
        see.MapGet(
                "/route",
                (string? from, string? to, string? line, DateTimeOffset? at, HttpContext c) => Explain(from, to, line, at, c, parts)
            )
            .Produces<RouteAnswer>()
            .WithSummary("What would become of a call, step by step");
        see.MapGet(
                "/calendars",
                () => CalendarsApi.Replies(parts.Documents, parts.Switches, parts.FeedDays, parts.Feeds, parts.Time.GetUtcNow())
            )
            .WithSummary("What the calendars say now, and until when");
        see.MapGet("/calendars/{name}/year/{year:int}", (string name, int year) => Year(name, year, parts))
            .Produces<CalendarYear>()
            .WithSummary("The special days of a year, and the next changes");
        see.MapPost("/flows/{name}/try", (string name, TryRequest request, HttpContext context) => Try(name, request, context, parts))
            .Produces<IReadOnlyList<TryLine>>()
            .WithSummary("Plays a flow as text, the one in force or one that is edited");
        api.MapPost("/calendars/{name}/switch", (string name, SwitchRequest request, HttpContext c) => SwitchAsync(name, request, c, parts))
            .RequireAuthorization(Access.Command)
            .WithSummary("Sets a calendar to day, night, or back to its hours");
        api.MapGet("/contacts", (string? search, int? limit) => Contacts(search, limit, parts))
            .RequireAuthorization(Access.Person)
            .WithSummary("People of the address books whose name or number contains a text");
    }

    private static async Task<IResult> ExamineAsync(HttpContext context, WebParts parts)
    {
        if (await parts.Telephony.ExamineAsync(context.RequestAborted).ConfigureAwait(false) is not { } facts)
        {
            return NoDocument();
        }
        var words = WebLanguage.Of(context, parts);
        var calls = await parts.History.ListAsync(DoctorCalls, null, context.RequestAborted).ConfigureAwait(false);
        return Results.Ok(
            new DoctorAnswer(facts.At, [.. Diagnosis.Of(Doctor.DoctorExamination.WithHistory(facts, calls)).Select(f => Answer(f, words))])
        );
    }

    private static FindingAnswer Answer(Finding finding, Words words)
    {
        var (text, mend) = words.Finding(finding);
        return new FindingAnswer(finding.Code, finding.Level, finding.Where, text, mend);
    }

    private static IResult Explain(string? from, string? to, string? line, DateTimeOffset? at, HttpContext context, WebParts parts)
    {
        if (from is not { Length: > 0 and <= MaxText })
        {
            return Problems.Field(StatusCodes.Status400BadRequest, "from", "is missing; give a user, a device or a number");
        }
        if (to is not { Length: > 0 and <= MaxText })
        {
            return Problems.Field(StatusCodes.Status400BadRequest, "to", "is missing; give what is dialled");
        }
        var time = at ?? parts.Time.GetUtcNow();
        if (parts.Telephony.Explain(new RouteQuery(from, to, line ?? "", time)) is not { } decision)
        {
            return Problems.Field(
                StatusCodes.Status422UnprocessableEntity,
                "from",
                "is nobody who calls so; give a user, a device, or a number and a line of the company"
            );
        }
        var words = WebLanguage.Of(context, parts);
        var reply = RouteCodec.ToReply(decision, time);
        return Results.Ok(
            new RouteAnswer(
                reply.At,
                reply.Caller,
                reply.Called,
                [.. reply.Steps.Select(s => new RouteLine(s.Code, s.Depth, s.Values, words.Step(s.Code, s.Values)))],
                RouteText.Result(reply, words),
                reply.Refusal,
                reply.Ring,
                reply.Action
            )
        );
    }

    private static IResult Year(string name, int year, WebParts parts)
    {
        if (year is < 1900 or > 2200)
        {
            return Problems.Field(StatusCodes.Status400BadRequest, "year", "is none; give 1900 to 2200");
        }
        if (CalendarOf(name, parts) is not { } calendar)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "There is no calendar of that name");
        }
        var days = ImmutableArray.CreateBuilder<CalendarDay>();
        for (var date = new LocalDate(year, 1, 1); date.Year == year; date = date.PlusDays(1))
        {
            var noon = calendar.Zone.AtLeniently(date + new LocalTime(12, 0)).ToInstant();
            var state = calendar.At(noon);
            days.Add(new CalendarDay($"{date:yyyy-MM-dd}", state.Outcome, state.Reason, state.Name));
        }
        var changes = ImmutableArray.CreateBuilder<CalendarTurn>();
        var at = Instant.FromDateTimeOffset(parts.Time.GetUtcNow());
        while (changes.Count < ShownChanges && calendar.At(at).Until is { } next)
        {
            changes.Add(new CalendarTurn(next.ToDateTimeOffset(), calendar.At(next).Outcome));
            at = next;
        }
        var set = parts.Switches.Of(name);
        var now = calendar.At(Instant.FromDateTimeOffset(parts.Time.GetUtcNow()), set);
        return Results.Ok(
            new CalendarYear(
                name,
                year,
                new CalendarNow(now.Outcome, now.Reason, now.Until?.ToDateTimeOffset(), CalendarsApi.Words.First(w => w.Value == set).Key),
                days.ToImmutable(),
                changes.ToImmutable()
            )
        );
    }

    private static Pbx.Calendars.Calendar? CalendarOf(string name, WebParts parts)
    {
        var document = parts.Documents.Current?.Document;
        var settings = document?.Calendars.FirstOrDefault(c => c.Name.Equals(name, StringComparison.Ordinal));
        return settings is null ? null : Pbx.Calendars.Calendar.Of(settings, document!.Company, parts.FeedDays.Of(name));
    }

    private static async Task<IResult> SwitchAsync(string name, SwitchRequest request, HttpContext context, WebParts parts)
    {
        if (CalendarOf(name, parts) is null)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "There is no calendar of that name");
        }
        if (!CalendarsApi.Words.TryGetValue(request.To ?? "", out var set))
        {
            return Problems.Field(
                StatusCodes.Status422UnprocessableEntity,
                "to",
                $"is no state; give one of {string.Join(", ", CalendarsApi.Words.Keys)}"
            );
        }
        var before = parts.Switches.Of(name);
        if (!await parts.Switches.SetAsync(name, set, context.RequestAborted).ConfigureAwait(false))
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "It cannot be kept; see the log");
        }
        parts.Audit.Add(Access.NameOf(context.User), "calendar.switch", name, before.ToString(), set.ToString());
        return Results.NoContent();
    }

    private static IResult Try(string name, TryRequest request, HttpContext context, WebParts parts)
    {
        if (parts.Documents.Current?.Document is not { } document)
        {
            return NoDocument();
        }
        if (request.Value is { } value)
        {
            var edited = DocumentText.Read(CompanyEndpoints.Edited(document, "flows", name, value), document);
            if (edited.Document is null)
            {
                return Problems.Fields(
                    StatusCodes.Status422UnprocessableEntity,
                    "The flow cannot be played",
                    [.. edited.Errors.Select(e => FieldProblem.Of(e.Path, e.Message))]
                );
            }
            document = edited.Document;
        }
        var company = new CompanySnapshot(document, parts.FeedDays);
        if (company.FlowOf(name) is null)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "There is no flow of that name");
        }
        var turns = request.Keys ?? [];
        if (turns.Count > MaxTurns)
        {
            return Problems.Field(StatusCodes.Status422UnprocessableEntity, "keys", $"are too many; give {MaxTurns} turns at most");
        }
        var caller = string.IsNullOrEmpty(request.From) ? FlowVariables.Anonymous : request.From;
        var start = new FlowStart
        {
            Company = company,
            Flow = name,
            SwitchOf = parts.Switches.Of,
            Variables = ImmutableDictionary<string, string>.Empty.Add(FlowVariables.Caller, caller),
        };
        var words = WebLanguage.Of(context, parts);
        var lines = FlowTrial.Play(start, turns, request.At ?? parts.Time.GetUtcNow());
        return Results.Ok(lines.Select(l => new TryLine(l.Kind, l.Value, l.Result, l.Step, words.FlowLine(l).Trim())).ToList());
    }

    private static IResult Contacts(string? search, int? limit, WebParts parts)
    {
        if (search is not { Length: > 0 and <= MaxText })
        {
            return Problems.Field(StatusCodes.Status400BadRequest, "search", $"is missing or too long; give up to {MaxText} characters");
        }
        var found = parts.Contacts.Search(search, null, Math.Clamp(limit ?? 20, 1, MaxFound));
        return Results.Ok(
            found.Select(f => new
            {
                f.Book,
                f.Contact.Name,
                f.Contact.Organisation,
                f.Contact.Numbers,
            })
        );
    }

    private static IResult NoDocument() =>
        Problems.Of(StatusCodes.Status409Conflict, "No company document is in force yet; apply one first");
}
