using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte lines</c>: how server and lines are.</summary>
internal static class LinesCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var command = new Command("lines", words.LinesCommand) { json };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                var isJson = parsed.GetValue(json);
                return session.WithServerAsync(client => PrintAsync(session, client, isJson, cancellationToken), cancellationToken);
            }
        );
        return command;
    }

    private static async Task<int> PrintAsync(CommandSession session, AdminClient client, bool isJson, CancellationToken cancellationToken)
    {
        var (output, words) = (session.Context.Out, session.Words);
        var status = await client.StatusAsync(cancellationToken).ConfigureAwait(false);
        if (isJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(status, ApiJson.Default.HealthReply)).ConfigureAwait(false);
            return 0;
        }
        await output.WriteLineAsync(Summary(status, words)).ConfigureAwait(false);
        foreach (var directory in status.Directories.Where(d => d.State == HealthState.Down))
        {
            await output
                .WriteLineAsync($"{words.Directory} {directory.Name}: {words.Health(directory.State)}: {directory.Detail}")
                .ConfigureAwait(false);
        }
        if (status.Mail is { State: HealthState.Degraded } mail)
        {
            await output.WriteLineAsync($"mail: {words.Health(mail.State)}: {mail.Detail}").ConfigureAwait(false);
        }
        if (status.Document is null)
        {
            await output.WriteLineAsync(words.NoDocument).ConfigureAwait(false);
            return 0;
        }
        if (status.Lines.IsEmpty)
        {
            await output.WriteLineAsync(words.NoLines).ConfigureAwait(false);
            return 0;
        }
        var table = new TextTable(words.Line, words.Kind, words.State, words.Channels, words.Peer, words.Detail);
        foreach (var line in status.Lines)
        {
            table.Add(line.Name, line.Kind, words.Health(line.State), Channels(line), "", line.Detail);
            foreach (var peer in line.Peers)
            {
                table.Add("", "", words.Health(peer.State), "", peer.Peer, peer.Detail);
            }
        }
        table.Print(session.Context);
        return 0;
    }

    private static string Summary(HealthReply status, Words words)
    {
        var media = string.Join(' ', new[] { words.Health(status.Media.State), status.Media.Detail }.Where(t => t.Length > 0));
        var storage = string.Join(' ', new[] { words.Health(status.Storage.State), status.Storage.Detail }.Where(t => t.Length > 0));
        return $"ponte {status.Version}: {words.Health(status.State)}; {words.Media} ({status.Media.Mode}): {media}; {words.Storage}: {storage}";
    }

    private static string Channels(LineStatus line) =>
        line.Channels is { } channels
            ? string.Create(CultureInfo.InvariantCulture, $"{line.Calls}/{channels}")
            : line.Calls.ToString(CultureInfo.InvariantCulture);
}
