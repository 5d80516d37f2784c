using System.CommandLine;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte contacts import FILE --book NAME</c>: puts a CSV file in the place of an address book, or shows what that would do.</summary>
internal static class ImportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var file = new Argument<string>("FILE") { Description = words.CsvArgument };
        var book = ContactsCommand.BookOption(words);
        var preview = new Option<bool>("--preview") { Description = words.PreviewOption };
        var command = new Command("import", words.ContactsImportCommand) { file, book, preview };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    new CommandSession(parsed, options, context),
                    parsed.GetRequiredValue(file),
                    parsed.GetRequiredValue(book),
                    parsed.GetValue(preview),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandSession session,
        string path,
        string book,
        bool isPreview,
        CancellationToken cancellationToken
    )
    {
        FileStream file;
        try
        {
            file = File.OpenRead(Path.GetFullPath(path, session.Context.CurrentFolder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return session.Fail(session.Words.CannotRead(path, e.Message));
        }
        await using (file.ConfigureAwait(false))
        {
            return await session
                .WithServerAsync(client => ImportAsync(session, client, file, book, isPreview, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task<int> ImportAsync(
        CommandSession session,
        AdminClient client,
        FileStream file,
        string book,
        bool isPreview,
        CancellationToken cancellationToken
    )
    {
        var environment = session.Context.Environment;
        var by = environment.GetValueOrDefault("SUDO_USER") ?? environment.GetValueOrDefault("USER") ?? "";
        var messages = client.ImportAsync(book, file, Path.GetFileName(file.Name), by, isPreview, cancellationToken);
        await foreach (var message in messages.ConfigureAwait(false))
        {
            if (message.Progress is { } progress)
            {
                await session
                    .Context.Error.WriteLineAsync(session.Words.ImportProgress(progress.Contacts, progress.Percent))
                    .ConfigureAwait(false);
            }
            else if (message.Reply is { } reply)
            {
                return await PrintAsync(session, reply, book, Path.GetFileName(file.Name)).ConfigureAwait(false);
            }
            else
            {
                return session.Fail(message.Error ?? "");
            }
        }
        return session.Fail(session.Words.ImportBrokeOff);
    }

    private static async Task<int> PrintAsync(CommandSession session, ImportReply reply, string book, string file)
    {
        var (words, output, error) = (session.Words, session.Context.Out, session.Context.Error);
        foreach (var problem in reply.Problems)
        {
            await error.WriteLineAsync($"{file}:{problem.Line}: {words.Problem(problem)}").ConfigureAwait(false);
        }
        if (reply.ProblemCount > reply.Problems.Length)
        {
            await error.WriteLineAsync(words.MoreProblems(reply.ProblemCount - reply.Problems.Length)).ConfigureAwait(false);
        }
        if (reply.Refusal is { } refusal)
        {
            return session.Fail(words.Refusal(refusal, reply, book));
        }
        await output.WriteLineAsync(words.FileIs(reply.Encoding, reply.Separator)).ConfigureAwait(false);
        await output.WriteLineAsync(words.ColumnsAre(reply)).ConfigureAwait(false);
        if (reply.IsPreview)
        {
            ContactsCommand.TableOf(words, reply.Sample).Print(session.Context);
        }
        await output.WriteLineAsync(words.ImportResult(reply, book)).ConfigureAwait(false);
        return 0;
    }
}
