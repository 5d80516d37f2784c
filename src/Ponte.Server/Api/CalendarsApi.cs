using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Ponte.Pbx.Calendars;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Calendars;
using Ponte.Server.Hosting;
using static Ponte.Server.Api.AdminReply;

namespace Ponte.Server.Api;

/// <summary>The part of the admin API for calendars. Served on the admin socket only, like the rest of it.</summary>
internal sealed class CalendarsApi(DocumentService documents, SwitchBook switches, FeedBook feedBook, CalendarFeeds feeds)
{
    /// <summary>The words for what a calendar is set to.</summary>
    public static readonly IReadOnlyDictionary<string, CalendarSwitch> Words = new Dictionary<string, CalendarSwitch>(
        StringComparer.Ordinal
    )
    {
        ["auto"] = CalendarSwitch.Automatic,
        ["day"] = CalendarSwitch.Day,
        ["night"] = CalendarSwitch.Night,
    };

    /// <summary>Adds the paths.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AdminPaths.Calendars, GetCalendarsAsync);
        endpoints.MapPost(AdminPaths.Calendars + "/{name}/switch", PostSwitchAsync);
    }

    private Task GetCalendarsAsync(HttpContext context)
    {
        if (documents.Current is null)
        {
            return ErrorAsync(context, StatusCodes.Status404NotFound, "no company document is in force yet");
        }
        _ = DateTimeOffset.TryParse(context.Request.Query["at"], CultureInfo.InvariantCulture, out var at);
        return Json(context, Replies(documents, switches, feedBook, feeds, at), ApiJson.Default.IReadOnlyListCalendarReply);
    }

    /// <summary>What the calendars of the document in force say of a moment.</summary>
    public static IReadOnlyList<CalendarReply> Replies(
        DocumentService documents,
        SwitchBook switches,
        FeedBook feedBook,
        CalendarFeeds feeds,
        DateTimeOffset at
    )
    {
        var document = documents.Current?.Document;
        return
        [
            .. (document?.Calendars ?? []).Select(calendar =>
            {
                var now = Pbx
                    .Calendars.Calendar.Of(calendar, document!.Company, feedBook.Of(calendar.Name))
                    .At(Instant.FromDateTimeOffset(at), switches.Of(calendar.Name));
                var day = now.Name.Length > 0 ? now.Name : null;
                ImmutableArray<FeedStatus> states =
                [
                    .. feeds.States.Where(f => f.Calendar.Equals(calendar.Name, StringComparison.Ordinal)),
                ];
                return new CalendarReply(calendar.Name, now.Outcome, now.Reason, day, now.Until?.ToDateTimeOffset(), states);
            }),
        ];
    }

    private async Task PostSwitchAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["name"] ?? "";
        var known = documents.Current?.Document.Calendars.Select(c => c.Name).ToList() ?? [];
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            var mend = known.Count > 0 ? $"known are {string.Join(", ", known)}" : "the document has none";
            await ErrorAsync(context, StatusCodes.Status404NotFound, $"there is no calendar of that name; {mend}").ConfigureAwait(false);
            return;
        }
        if (!Words.TryGetValue(context.Request.Query["to"].ToString(), out var set))
        {
            await ErrorAsync(context, StatusCodes.Status400BadRequest, $"give one of {string.Join(", ", Words.Keys)}")
                .ConfigureAwait(false);
            return;
        }
        if (!await switches.SetAsync(name, set, context.RequestAborted).ConfigureAwait(false))
        {
            await ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, "it cannot be kept; see the log").ConfigureAwait(false);
        }
    }
}
