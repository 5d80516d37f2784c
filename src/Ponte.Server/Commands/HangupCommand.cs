using System.CommandLine;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte hangup ID</c>: ends a call.</summary>
internal static class HangupCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var id = new Argument<string>("ID") { Description = words.IdArgument };
        var command = new Command("hangup", words.HangupCommand) { id };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(
                    async client =>
                    {
                        await client.HangUpAsync(parsed.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
                        await context.Out.WriteLineAsync(session.Words.HungUp).ConfigureAwait(false);
                        return 0;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }
}
