using System.CommandLine;
using Ponte.Pbx.Document;
using Ponte.Server.Languages;
using Ponte.Server.Storage;

namespace Ponte.Server.Commands;

/// <summary><c>ponte check FILE</c>: tells everything that is wrong with a company document, without a server.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var file = new Argument<string>("FILE") { Description = words.FileArgument };
        var command = new Command("check", words.CheckCommand) { file };
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
        var result = DocumentText.Read(text, Previous(session));
        foreach (var error in result.Errors)
        {
            await session.Context.Error.WriteLineAsync($"{path}: {error}").ConfigureAwait(false);
        }
        if (result.Document is null)
        {
            return CommandSession.Failed;
        }
        await session.Context.Out.WriteLineAsync(session.Words.DocumentIsValid).ConfigureAwait(false);
        return 0;
    }

    /// <summary>The document in force, whose passwords stand for masked ones; null where there is none, or none can be read.</summary>
    private static CompanyDocument? Previous(CommandSession session)
    {
        try
        {
            var stored = PonteDatabase.OpenForReading(session.Sources.DataFolder) is { } database
                ? new DocumentStore(database).Latest()
                : null;
            return stored is null ? null : DocumentText.Read(stored.Text).Document;
        }
        catch (StorageException)
        {
            // Without it a masked password is told as an error, which is right.
            return null;
        }
    }
}
