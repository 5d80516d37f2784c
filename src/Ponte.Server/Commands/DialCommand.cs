using System.CommandLine;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte dial USER NUMBER</c>: calls a number for a user, whose own phones and Teams ring first.</summary>
internal static class DialCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var user = new Argument<string>("USER") { Description = words.DialUserArgument };
        var number = new Argument<string>("NUMBER") { Description = words.DialNumberArgument };
        var command = new Command("dial", words.DialCommand) { user, number };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                var (who, whom) = (parsed.GetRequiredValue(user), parsed.GetRequiredValue(number));
                return session.WithServerAsync(
                    async client =>
                    {
                        var call = await client.DialAsync(who, whom, cancellationToken).ConfigureAwait(false);
                        await context.Out.WriteLineAsync(session.Words.Dialling(who, whom, call)).ConfigureAwait(false);
                        return 0;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }
}
