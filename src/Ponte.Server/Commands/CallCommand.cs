using System.CommandLine;
using System.Text;
using System.Text.Json;
using Ponte.Server.Api;
using Ponte.Server.History;
using Ponte.Server.Ladder;
using Ponte.Server.Languages;
using Ponte.Server.Pcap;
using Ponte.Server.Trace;

namespace Ponte.Server.Commands;

/// <summary><c>ponte call ID</c>: one call with its legs, its ladder, or its capture.</summary>
internal static class CallCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var id = new Argument<string>("ID") { Description = words.IdArgument };
        var ladder = new Option<bool>("--ladder") { Description = words.LadderOption };
        var full = new Option<bool>("--messages") { Description = words.MessagesOption };
        var pcap = new Option<string?>("--pcap") { Description = words.PcapOption, HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var command = new Command("call", words.CallCommand) { id, ladder, full, pcap, json };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                var wanted = new Wanted(parsed.GetValue(ladder), parsed.GetValue(full), parsed.GetValue(pcap), parsed.GetValue(json));
                return RunAsync(session, parsed.GetRequiredValue(id), wanted, cancellationToken);
            }
        );
        return command;
    }

    private static Task<int> RunAsync(CommandSession session, string id, Wanted wanted, CancellationToken cancellationToken) =>
        session.WithHistoryAsync(
            async client =>
            {
                var call = await client.CallAsync(id, cancellationToken).ConfigureAwait(false);
                var messages = wanted.NeedsMessages
                    ? await client.MessagesAsync(call.Id.Value, cancellationToken).ConfigureAwait(false)
                    : [];
                return Print(session, call, messages, wanted);
            },
            async history =>
            {
                var call = await history.FindAsync(id, cancellationToken).ConfigureAwait(false);
                if (call is null)
                {
                    return session.Fail(session.Words.NoSuchCall(id));
                }
                var messages = wanted.NeedsMessages ? await history.MessagesAsync(call, cancellationToken).ConfigureAwait(false) : [];
                return Print(session, call, messages, wanted);
            },
            cancellationToken
        );

    private static int Print(CommandSession session, CallView call, IReadOnlyList<TracedMessage> messages, Wanted wanted)
    {
        if (wanted.Pcap is { } path)
        {
            return WritePcap(session, path, messages);
        }
        if (wanted.IsJson)
        {
            session.Context.Out.WriteLine(JsonSerializer.Serialize(call, ApiJson.Default.CallView));
            return 0;
        }
        var report = new CallReport(session);
        report.PrintHead(call);
        if (wanted.Ladder)
        {
            session.Context.Out.WriteLine();
            session.Context.Out.WriteLine(session.Words.SipMessages);
            foreach (var line in new LadderPrinter(call, session.Words, session.Context.Width).Print(messages))
            {
                session.Context.Out.WriteLine(line);
            }
        }
        if (wanted.Full)
        {
            PrintMessages(session, messages);
        }
        report.PrintEnd(call);
        return 0;
    }

    private static void PrintMessages(CommandSession session, IReadOnlyList<TracedMessage> messages)
    {
        foreach (var message in messages)
        {
            var (from, to) = message.IsSent ? (message.Local, message.Remote) : (message.Remote, message.Local);
            session.Context.Out.WriteLine();
            session.Context.Out.WriteLine($"── {message.At:O}  {message.Protocol}  {from} → {to}");
            // Control characters of a hostile message must not reach the terminal.
            var text = Encoding.UTF8.GetString(message.Bytes.Span).Replace("\r\n", "\n", StringComparison.Ordinal);
            session.Context.Out.WriteLine(
                string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c)).TrimEnd()
            );
        }
    }

    private static int WritePcap(CommandSession session, string path, IReadOnlyList<TracedMessage> messages)
    {
        if (string.Equals(path, "-", StringComparison.Ordinal))
        {
            using var output = session.Context.OpenOut();
            PcapWriter.Write(output, messages);
            return 0;
        }
        try
        {
            using var file = File.Create(Path.GetFullPath(path, session.Context.CurrentFolder));
            PcapWriter.Write(file, messages);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return session.Fail(session.Words.CannotWrite(path, e.Message));
        }
        session.Context.Out.WriteLine(session.Words.PcapWritten(path, messages.Count));
        return 0;
    }

    private sealed record Wanted(bool Ladder, bool Full, string? Pcap, bool IsJson)
    {
        public bool NeedsMessages => Ladder || Full || Pcap is not null;
    }
}
