using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Ponte.Pbx.Flows;
using Ponte.Server.Api;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte flow try</c>: what a caller goes through, as text.</summary>
internal static class FlowCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words) =>
        new("flow", words.FlowCommand) { CreateTry(options, context, words) };

    private static Command CreateTry(CommonOptions options, CommandContext context, Words words)
    {
        var name = new Argument<string>("NAME") { Description = words.FlowName };
        var keys = new Option<string?>("--keys") { Description = words.FlowKeysOption, HelpName = "KEYS" };
        var from = new Option<string?>("--from") { Description = words.FlowFromOption, HelpName = "NUMBER" };
        var at = new Option<string?>("--at") { Description = words.FlowAtOption, HelpName = "TIME" };
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var command = new Command("try", words.FlowTryCommand) { name, keys, from, at, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                if (CommandTime.Read(parsed.GetValue(at), context) is not { } time)
                {
                    return session.Fail(session.Words.NoTime(parsed.GetValue(at)!));
                }
                return await session
                    .WithServerAsync(
                        async client =>
                        {
                            var lines = await client
                                .TryFlowAsync(
                                    parsed.GetRequiredValue(name),
                                    parsed.GetValue(keys) ?? "",
                                    parsed.GetValue(from) ?? "",
                                    time,
                                    cancellationToken
                                )
                                .ConfigureAwait(false);
                            return Print(session, lines, parsed.GetValue(json));
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        );
        return command;
    }

    private static int Print(CommandSession session, ImmutableArray<FlowTrialLine> lines, bool isJson)
    {
        if (isJson)
        {
            session.Context.Out.WriteLine(JsonSerializer.Serialize(lines, ApiJson.Default.ImmutableArrayFlowTrialLine));
            return 0;
        }
        foreach (var line in lines)
        {
            session.Context.Out.WriteLine(session.Words.FlowLine(line));
        }
        return 0;
    }
}
