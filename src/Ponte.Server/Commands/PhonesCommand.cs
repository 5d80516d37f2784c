using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ponte.Server.Api;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte phones</c>: the phones of the document, and where they are registered.</summary>
internal static class PhonesCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var command = new Command("phones", words.PhonesCommand) { json };
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
        var phones = await client.PhonesAsync(cancellationToken).ConfigureAwait(false);
        if (isJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(phones, ApiJson.Default.IReadOnlyListPhoneStatus)).ConfigureAwait(false);
            return 0;
        }
        if (phones.Count == 0)
        {
            await output.WriteLineAsync(words.NoPhones).ConfigureAwait(false);
            return 0;
        }
        var now = session.Context.Time.GetUtcNow();
        var table = new TextTable(words.Phone, words.Owner, words.RegisteredFrom, words.Transport, words.ExpiresIn, words.UserAgent);
        foreach (var phone in phones)
        {
            if (phone.Bindings.IsEmpty)
            {
                table.Add(phone.Name, phone.Owner, words.NotRegistered, "", "", "");
            }
            foreach (var (binding, isFirst) in phone.Bindings.Select((b, i) => (b, i == 0)))
            {
                table.Add(
                    isFirst ? phone.Name : "",
                    isFirst ? phone.Owner : "",
                    binding.Source,
                    binding.Transport,
                    Left(binding.Expires - now),
                    binding.UserAgent
                );
            }
        }
        table.Print(session.Context);
        return 0;
    }

    private static string Left(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)span.TotalSeconds)} s");
}
