using System.CommandLine;
using System.Text.Json;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte route FROM TO</c>: what would become of a call, and why.</summary>
internal static class RouteCommand
{
    private const int Indent = 2;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var from = new Argument<string>("FROM") { Description = words.RouteFrom };
        var to = new Argument<string>("TO") { Description = words.RouteTo };
        var line = new Option<string?>("--line") { Description = words.RouteLineOption, HelpName = "NAME" };
        var at = new Option<string?>("--at") { Description = words.RouteAtOption, HelpName = "TIME" };
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var command = new Command("route", words.RouteCommand) { from, to, line, at, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                if (CommandTime.Read(parsed.GetValue(at), context) is not { } time)
                {
                    return session.Fail(session.Words.NoTime(parsed.GetValue(at)!));
                }
                var (caller, dialled) = (parsed.GetValue(from)!, parsed.GetValue(to)!);
                var isJson = parsed.GetValue(json);
                return await session
                    .WithServerAsync(
                        async client =>
                        {
                            var reply = await client
                                .RouteAsync(caller, dialled, parsed.GetValue(line), time, cancellationToken)
                                .ConfigureAwait(false);
                            return Print(session, reply, caller, dialled, isJson);
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        );
        return command;
    }

    private static int Print(CommandSession session, RouteReply reply, string from, string to, bool isJson)
    {
        var (output, words) = (session.Context.Out, session.Words);
        if (isJson)
        {
            output.WriteLine(JsonSerializer.Serialize(reply, ApiJson.Default.RouteReply));
            return 0;
        }
        output.WriteLine(words.RouteTitle(from, to, CallText.Time(reply.At, session.Context.Time)));
        foreach (var step in reply.Steps)
        {
            output.WriteLine($"{new string(' ', (step.Depth + 1) * Indent)}{words.Step(step.Code, step.Values)}");
        }
        output.WriteLine($"{words.RouteResult}: {RouteText.Result(reply, words)}");
        return 0;
    }
}
