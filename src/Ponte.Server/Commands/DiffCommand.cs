using System.CommandLine;
using Ponte.Server.Api;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte diff FILE</c>: tells how a company document differs from the one in force.</summary>
internal static class DiffCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var file = new Argument<string>("FILE") { Description = words.FileArgument };
        var command = new Command("diff", words.DiffCommand) { file };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(new CommandSession(parsed, options, context), parsed.GetRequiredValue(file), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(CommandSession session, string path, CancellationToken cancellationToken)
    {
        if (await session.ReadTextAsync(path, cancellationToken).ConfigureAwait(false) is not { } text)
        {
            return CommandSession.Failed;
        }
        return await session
            .WithServerAsync(client => CompareAsync(session, client, path, text, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    private static async Task<int> CompareAsync(
        CommandSession session,
        AdminClient client,
        string path,
        string text,
        CancellationToken cancellationToken
    )
    {
        var reply = await client.CompareAsync(text, cancellationToken).ConfigureAwait(false);
        foreach (var error in reply.Errors)
        {
            await session.Context.Error.WriteLineAsync($"{path}: {error}").ConfigureAwait(false);
        }
        if (!reply.Errors.IsEmpty)
        {
            return CommandSession.Failed;
        }
        foreach (var change in reply.Changes.DefaultIfEmpty(session.Words.NoDifference))
        {
            await session.Context.Out.WriteLineAsync(change).ConfigureAwait(false);
        }
        return 0;
    }
}
