using System.CommandLine;
using System.Text.Json;
using Ponte.Server.Api;
using Ponte.Server.History;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte calls</c>: the history, or with <c>--live</c> the calls that go on.</summary>
internal static class CallsCommand
{
    private const int DefaultLimit = 20;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var live = new Option<bool>("--live") { Description = words.LiveOption };
        var limit = new Option<int>("--limit")
        {
            Description = words.LimitOption,
            HelpName = "N",
            DefaultValueFactory = _ => DefaultLimit,
        };
        var number = new Option<string?>("--number") { Description = words.NumberOption, HelpName = "DIGITS" };
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var command = new Command("calls", words.CallsCommand) { live, limit, number, json };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                var isJson = parsed.GetValue(json);
                return parsed.GetValue(live)
                    ? session.WithServerAsync(
                        client => new LiveCommand(session, isJson).RunAsync(client, cancellationToken),
                        cancellationToken
                    )
                    : ListAsync(session, parsed.GetValue(limit), parsed.GetValue(number), isJson, cancellationToken);
            }
        );
        return command;
    }

    /// <summary>The table of calls.</summary>
    public static TextTable TableOf(IEnumerable<CallView> calls, CommandSession session)
    {
        var words = session.Words;
        var now = session.Context.Time.GetUtcNow();
        var table = new TextTable(words.Started, words.Caller, words.Called, words.Line, words.Duration, words.Result, words.Id);
        foreach (var call in calls)
        {
            table.Add(
                CallText.Time(call.StartedAt, session.Context.Time),
                words.Party(call.Caller),
                words.Party(call.Called),
                CallText.Lines(call),
                call.AnsweredAt is null ? "" : CallText.Duration(call.Talked(now)),
                CallText.Result(call, words),
                call.Id.Value
            );
        }
        return table;
    }

    private static Task<int> ListAsync(
        CommandSession session,
        int limit,
        string? number,
        bool isJson,
        CancellationToken cancellationToken
    ) =>
        session.WithHistoryAsync(
            async client => Print(session, await client.CallsAsync(limit, number, cancellationToken).ConfigureAwait(false), isJson),
            async history => Print(session, await history.ListAsync(limit, number, cancellationToken).ConfigureAwait(false), isJson),
            cancellationToken
        );

    private static int Print(CommandSession session, IReadOnlyList<CallView> calls, bool isJson)
    {
        if (isJson)
        {
            session.Context.Out.WriteLine(JsonSerializer.Serialize(calls, ApiJson.Default.IReadOnlyListCallView));
        }
        else if (calls.Count == 0)
        {
            session.Context.Out.WriteLine(session.Words.NoCalls);
        }
        else
        {
            TableOf(calls, session).Print(session.Context);
        }
        return 0;
    }
}
