using System.CommandLine;
using System.Text.Json;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte calendars</c>: what the calendars say, and until when.</summary>
internal static class CalendarsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var at = new Option<string?>("--at") { Description = words.CalendarAtOption, HelpName = "TIME" };
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var command = new Command("calendars", words.CalendarsCommand) { at, json, CreateSet(options, context, words) };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                if (CommandTime.Read(parsed.GetValue(at), context) is not { } time)
                {
                    return session.Fail(session.Words.NoTime(parsed.GetValue(at)!));
                }
                var isJson = parsed.GetValue(json);
                return await session
                    .WithServerAsync(
                        async client => Print(session, await client.CalendarsAsync(time, cancellationToken).ConfigureAwait(false), isJson),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        );
        return command;
    }

    private static Command CreateSet(CommonOptions options, CommandContext context, Words words)
    {
        var name = new Argument<string>("NAME") { Description = words.CalendarName };
        var to = new Argument<string>("TO") { Description = words.CalendarSwitchTo };
        to.AcceptOnlyFromAmong([.. CalendarsApi.Words.Keys]);
        var command = new Command("set", words.CalendarSetCommand) { name, to };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                var (calendar, set) = (parsed.GetRequiredValue(name), parsed.GetRequiredValue(to));
                return session.WithServerAsync(
                    async client =>
                    {
                        await client.SetCalendarAsync(calendar, set, cancellationToken).ConfigureAwait(false);
                        session.Context.Out.WriteLine(session.Words.CalendarIsSet(calendar, CalendarsApi.Words[set]));
                        return 0;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static int Print(CommandSession session, IReadOnlyList<CalendarReply> calendars, bool isJson)
    {
        var words = session.Words;
        if (isJson)
        {
            session.Context.Out.WriteLine(JsonSerializer.Serialize(calendars, ApiJson.Default.IReadOnlyListCalendarReply));
            return 0;
        }
        if (calendars.Count == 0)
        {
            session.Context.Out.WriteLine(words.NoCalendars);
            return 0;
        }
        var table = new TextTable(words.Calendar, words.State, words.ByWhat, words.Until);
        foreach (var calendar in calendars)
        {
            table.Add(
                calendar.Name,
                words.Outcome(calendar.Outcome),
                calendar.Day ?? words.Reason(calendar.Reason),
                calendar.Until is { } until ? CallText.Time(until, session.Context.Time) : ""
            );
        }
        table.Print(session.Context);
        foreach (var feed in calendars.SelectMany(c => c.Feeds))
        {
            var readAt = feed.ReadAt is { } at ? CallText.Time(at, session.Context.Time) : null;
            session.Context.Out.WriteLine(words.CalendarFeed(feed, readAt));
        }
        return 0;
    }
}
