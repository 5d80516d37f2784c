using System.CommandLine;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte export</c>: prints the company document in force, secrets masked.</summary>
internal static class ExportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var command = new Command("export", words.ExportCommand);
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(
                    async client =>
                    {
                        var reply = await client.DocumentAsync(cancellationToken).ConfigureAwait(false);
                        await context.Out.WriteAsync(reply.Text).ConfigureAwait(false);
                        return 0;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }
}
