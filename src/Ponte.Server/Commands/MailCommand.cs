using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ponte.Server.Api;
using Ponte.Server.Languages;
using Ponte.Server.Mail;

namespace Ponte.Server.Commands;

/// <summary><c>ponte mail</c>: the mails that are not sent, and whether mails can be sent.</summary>
internal static class MailCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var list = new Command("list", words.MailListCommand) { json };
        list.SetAction(
            (parsed, cancellationToken) =>
                Run(
                    new CommandSession(parsed, options, context),
                    async (session, client) =>
                        Print(session, await client.MailsAsync(cancellationToken).ConfigureAwait(false), parsed.GetValue(json)),
                    cancellationToken
                )
        );
        var retry = new Command("retry", words.MailRetryCommand);
        retry.SetAction(
            (parsed, cancellationToken) =>
                Run(
                    new CommandSession(parsed, options, context),
                    async (session, client) =>
                    {
                        var mails = await client.RetryMailsAsync(cancellationToken).ConfigureAwait(false);
                        session.Context.Out.WriteLine(session.Words.MailsTried(mails.Count));
                    },
                    cancellationToken
                )
        );
        return new Command("mail", words.MailCommand)
        {
            list,
            retry,
            CreateTest(options, context, words),
            CreateDelete(options, context, words),
        };
    }

    private static Command CreateTest(CommonOptions options, CommandContext context, Words words)
    {
        var to = new Argument<string>("ADDRESS") { Description = words.MailAddress };
        var command = new Command("test", words.MailTestCommand) { to };
        command.SetAction(
            (parsed, cancellationToken) =>
                Run(
                    new CommandSession(parsed, options, context),
                    async (session, client) =>
                    {
                        var address = parsed.GetRequiredValue(to);
                        var (subject, text) = session.Words.MailTest;
                        await client.TestMailAsync(address, subject, text, cancellationToken).ConfigureAwait(false);
                        session.Context.Out.WriteLine(session.Words.MailIsSent(address));
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static Command CreateDelete(CommonOptions options, CommandContext context, Words words)
    {
        var id = new Argument<long>("ID") { Description = words.MailId };
        var command = new Command("delete", words.MailDeleteCommand) { id };
        command.SetAction(
            (parsed, cancellationToken) =>
                Run(
                    new CommandSession(parsed, options, context),
                    (_, client) => client.DeleteMailAsync(parsed.GetRequiredValue(id), cancellationToken),
                    cancellationToken
                )
        );
        return command;
    }

    private static Task<int> Run(
        CommandSession session,
        Func<CommandSession, AdminClient, Task> action,
        CancellationToken cancellationToken
    ) =>
        session.WithServerAsync(
            async client =>
            {
                await action(session, client).ConfigureAwait(false);
                return 0;
            },
            cancellationToken
        );

    private static void Print(CommandSession session, IReadOnlyList<WaitingMail> mails, bool isJson)
    {
        var words = session.Words;
        if (isJson)
        {
            session.Context.Out.WriteLine(JsonSerializer.Serialize(mails, ApiJson.Default.IReadOnlyListWaitingMail));
            return;
        }
        if (mails.Count == 0)
        {
            session.Context.Out.WriteLine(words.NoMails);
            return;
        }
        var table = new TextTable("ID", words.MailTaken, words.MailTo, words.MailAttempts, words.MailNext, words.Detail);
        foreach (var mail in mails)
        {
            table.Add(
                mail.Id.ToString(CultureInfo.InvariantCulture),
                CallText.Time(mail.CreatedAt, session.Context.Time),
                mail.Recipient,
                mail.Attempts.ToString(CultureInfo.InvariantCulture),
                mail.NextAt is { } next ? CallText.Time(next, session.Context.Time) : words.MailNever,
                mail.Failure
            );
        }
        table.Print(session.Context);
    }
}
