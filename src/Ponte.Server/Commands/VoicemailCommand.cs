using System.CommandLine;
using System.Globalization;
using Ponte.Server.Api;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte voicemail</c>: boxes and their messages.</summary>
internal static class VoicemailCommand
{
    private delegate Task<int> Act(CommandSession session, AdminClient client, string[] arguments, CancellationToken cancellationToken);

    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        Argument<string> box() => new("BOX") { Description = words.VoicemailBox };
        Argument<string> message() => new("MESSAGE") { Description = words.VoicemailMessage };
        Argument<string> file() => new("FILE") { Description = words.VoicemailFile };
        Command of(string name, string description, Act act, params Argument<string>[] arguments)
        {
            var command = new Command(name, description);
            foreach (var argument in arguments)
            {
                command.Add(argument);
            }
            command.SetAction(
                (parsed, cancellationToken) =>
                {
                    var session = new CommandSession(parsed, options, context);
                    var values = arguments.Select(a => parsed.GetRequiredValue(a)).ToArray();
                    return session.WithServerAsync(client => act(session, client, values, cancellationToken), cancellationToken);
                }
            );
            return command;
        }
        var all = of("voicemail", words.VoicemailCommand, (s, c, _, token) => BoxesAsync(s, c, token));
        all.Add(of("list", words.VoicemailListCommand, ListAsync, box()));
        all.Add(of("export", words.VoicemailExportCommand, ExportAsync, box(), message(), file()));
        all.Add(of("delete", words.VoicemailDeleteCommand, DeleteAsync, box(), message()));
        all.Add(of("reset-pin", words.VoicemailResetPinCommand, ResetPinAsync, box()));
        return all;
    }

    private static async Task<int> BoxesAsync(CommandSession session, AdminClient client, CancellationToken cancellationToken)
    {
        var words = session.Words;
        var boxes = await client.BoxesAsync(cancellationToken).ConfigureAwait(false);
        if (boxes.Count == 0)
        {
            session.Context.Out.WriteLine(words.NoBoxes);
            return 0;
        }
        var table = new TextTable(words.Box, words.BoxName, words.UnheardMessages, words.HeardMessages, "");
        foreach (var box in boxes)
        {
            table.Add(box.Box, box.Name, Text(box.Unheard), Text(box.Heard), box.IsFull ? words.BoxIsFull : "");
        }
        table.Print(session.Context);
        return 0;
    }

    private static async Task<int> ListAsync(
        CommandSession session,
        AdminClient client,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        var words = session.Words;
        var messages = await client.VoiceMessagesAsync(arguments[0], cancellationToken).ConfigureAwait(false);
        if (messages.Count == 0)
        {
            session.Context.Out.WriteLine(words.NoVoiceMessages);
            return 0;
        }
        var table = new TextTable(words.MessageId, words.MessageLeft, words.Caller, words.Duration, words.State);
        foreach (var message in messages)
        {
            var states = new[] { message.IsHeard ? "" : words.MessageIsNew, message.AwaitsMail ? words.MessageAwaitsMail : "" };
            table.Add(
                message.Id,
                CallText.Time(message.At, session.Context.Time),
                $"{message.CallerName} {message.CallerNumber}".Trim(),
                CallText.Duration(message.Length),
                string.Join(", ", states.Where(s => s.Length > 0))
            );
        }
        table.Print(session.Context);
        return 0;
    }

    private static async Task<int> ExportAsync(
        CommandSession session,
        AdminClient client,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        var sound = await client.MessageAsync(arguments[0], arguments[1], cancellationToken).ConfigureAwait(false);
        try
        {
            await File.WriteAllBytesAsync(Path.GetFullPath(arguments[2], session.Context.CurrentFolder), sound, cancellationToken)
                .ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return session.Fail(session.Words.CannotWrite(arguments[2], e.Message));
        }
    }

    private static async Task<int> DeleteAsync(
        CommandSession session,
        AdminClient client,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        await client.DeleteMessageAsync(arguments[0], arguments[1], cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> ResetPinAsync(
        CommandSession session,
        AdminClient client,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        await client.ResetPinAsync(arguments[0], cancellationToken).ConfigureAwait(false);
        session.Context.Out.WriteLine(session.Words.PinIsReset);
        return 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
