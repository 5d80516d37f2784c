using System.CommandLine;
using System.Globalization;
using Ponte.Server.Api;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte recordings</c>: the recordings of calls, and recording a call now.</summary>
internal static class RecordingsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var command = new Command("recordings", words.RecordingsCommand)
        {
            OfCall("show", words.RecordingShowCommand, options, context, words, ShowAsync),
            CreateExport(options, context, words),
            OfCall(
                "delete",
                words.RecordingDeleteCommand,
                options,
                context,
                words,
                (_, client, call, token) => client.DeleteRecordingAsync(call, token)
            ),
            OfCall(
                "start",
                words.RecordingStartCommand,
                options,
                context,
                words,
                (_, client, call, token) => client.RecordAsync(call, "start", token)
            ),
            OfCall(
                "stop",
                words.RecordingStopCommand,
                options,
                context,
                words,
                (_, client, call, token) => client.RecordAsync(call, "stop", token)
            ),
            OfCall(
                "pause",
                words.RecordingPauseCommand,
                options,
                context,
                words,
                (_, client, call, token) => client.RecordAsync(call, "pause", token)
            ),
            OfCall(
                "resume",
                words.RecordingResumeCommand,
                options,
                context,
                words,
                (_, client, call, token) => client.RecordAsync(call, "resume", token)
            ),
        };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(client => ListAsync(session, client, cancellationToken), cancellationToken);
            }
        );
        return command;
    }

    private static Command OfCall(
        string name,
        string description,
        CommonOptions options,
        CommandContext context,
        Words words,
        Func<CommandSession, AdminClient, string, CancellationToken, Task> act
    )
    {
        var call = new Argument<string>("CALL") { Description = words.RecordingCall };
        var command = new Command(name, description) { call };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                return session.WithServerAsync(
                    async client =>
                    {
                        await act(session, client, parsed.GetRequiredValue(call), cancellationToken).ConfigureAwait(false);
                        return 0;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static Command CreateExport(CommonOptions options, CommandContext context, Words words)
    {
        var call = new Argument<string>("CALL") { Description = words.RecordingCall };
        var file = new Argument<string>("FILE") { Description = words.RecordingFile };
        var command = new Command("export", words.RecordingExportCommand) { call, file };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                var (name, path) = (parsed.GetRequiredValue(call), parsed.GetRequiredValue(file));
                return session.WithServerAsync(client => ExportAsync(session, client, name, path, cancellationToken), cancellationToken);
            }
        );
        return command;
    }

    private static async Task<int> ExportAsync(
        CommandSession session,
        AdminClient client,
        string call,
        string path,
        CancellationToken cancellationToken
    )
    {
        var isOgg = path.EndsWith(".opus", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ogg", StringComparison.OrdinalIgnoreCase);
        // Asked first: a recording that there is not leaves no empty file.
        await client.RecordingAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            var file = File.Create(Path.GetFullPath(path, session.Context.CurrentFolder));
            await using (file.ConfigureAwait(false))
            {
                await client.ExportRecordingAsync(call, isOgg, file, cancellationToken).ConfigureAwait(false);
            }
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return session.Fail(session.Words.CannotWrite(path, e.Message));
        }
    }

    private static async Task<int> ListAsync(CommandSession session, AdminClient client, CancellationToken cancellationToken)
    {
        var words = session.Words;
        var recordings = await client.RecordingsAsync(cancellationToken).ConfigureAwait(false);
        if (recordings.Count == 0)
        {
            session.Context.Out.WriteLine(words.NoRecordings);
            return 0;
        }
        var table = new TextTable(words.RecordingOf, words.RecordedLast, words.RecordingSize, words.KeptUntil);
        foreach (var recording in recordings)
        {
            table.Add(
                recording.Call,
                CallText.Time(recording.ChangedAt, session.Context.Time),
                string.Create(CultureInfo.InvariantCulture, $"{recording.Bytes / 1024.0:0} KiB"),
                recording.KeepUntil ?? words.KeptForever
            );
        }
        table.Print(session.Context);
        return 0;
    }

    private static async Task ShowAsync(CommandSession session, AdminClient client, string call, CancellationToken cancellationToken)
    {
        var (words, output) = (session.Words, session.Context.Out);
        var recording = await client.RecordingAsync(call, cancellationToken).ConfigureAwait(false);
        output.WriteLine($"{recording.Call}   {CallText.Duration(recording.Length ?? TimeSpan.Zero)}");
        output.WriteLine($"{words.KeptUntil}: {recording.KeepUntil ?? words.KeptForever}");
        if (!recording.IsWhole)
        {
            output.WriteLine(words.RecordingNotWhole);
        }
        foreach (var segment in recording.Segments)
        {
            output.WriteLine(
                $"  {CallText.Duration(segment.Offset)}  {CallText.Time(segment.At, session.Context.Time)}  {segment.Parties}"
            );
        }
    }
}
