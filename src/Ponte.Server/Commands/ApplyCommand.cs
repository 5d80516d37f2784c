using System.CommandLine;
using Ponte.Server.Api;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte apply FILE</c>: puts a company document in force.</summary>
internal static class ApplyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var file = new Argument<string>("FILE") { Description = words.FileArgument };
        var command = new Command("apply", words.ApplyCommand) { file };
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
            .WithServerAsync(client => ApplyAsync(session, client, path, text, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    private static async Task<int> ApplyAsync(
        CommandSession session,
        AdminClient client,
        string path,
        string text,
        CancellationToken cancellationToken
    )
    {
        var by = session.Context.Environment.GetValueOrDefault("SUDO_USER") ?? session.Context.Environment.GetValueOrDefault("USER") ?? "";
        var reply = await client.ApplyAsync(text, by, cancellationToken).ConfigureAwait(false);
        foreach (var error in reply.Errors)
        {
            await session.Context.Error.WriteLineAsync($"{path}: {error}").ConfigureAwait(false);
        }
        if (reply.Version is not { } version)
        {
            return session.Fail(session.Words.NotApplied(reply.Errors.Length));
        }
        foreach (var change in reply.Changes)
        {
            await session.Context.Out.WriteLineAsync(change).ConfigureAwait(false);
        }
        await session.Context.Out.WriteLineAsync(session.Words.Applied(version)).ConfigureAwait(false);
        return 0;
    }
}
