using System.CommandLine;
using System.Text.Json;
using Ponte.Pbx.Doctor;
using Ponte.Server.Api;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary><c>ponte doctor</c>: what is wrong between us, Microsoft and the lines, and how it is mended.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var json = new Option<bool>("--json") { Description = words.JsonOption };
        var all = new Option<bool>("--all") { Description = words.DoctorAllOption };
        var command = new Command("doctor", words.DoctorCommand) { json, all };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var session = new CommandSession(parsed, options, context);
                var (isJson, isAll) = (parsed.GetValue(json), parsed.GetValue(all));
                return session.WithServerAsync(
                    async client => Print(session, await client.DoctorAsync(cancellationToken).ConfigureAwait(false), isJson, isAll),
                    cancellationToken
                );
            }
        );
        return command;
    }

    /// <returns>0 where no call fails because of what was found.</returns>
    private static int Print(CommandSession session, DoctorReply reply, bool isJson, bool isAll)
    {
        var (output, words) = (session.Context.Out, session.Words);
        var errors = reply.Findings.Count(f => f.Level == FindingLevel.Error);
        if (isJson)
        {
            output.WriteLine(JsonSerializer.Serialize(reply, ApiJson.Default.DoctorReply));
            return errors == 0 ? 0 : CommandSession.Failed;
        }
        foreach (var finding in reply.Findings.Where(f => isAll || f.Level != FindingLevel.Good))
        {
            var (what, mend) = words.Finding(finding);
            output.WriteLine($"{words.Level(finding.Level)}  {finding.Where}: {what}");
            if (mend.Length > 0)
            {
                output.WriteLine($"{new string(' ', words.Level(finding.Level).Length)}  → {mend}");
            }
        }
        var warnings = reply.Findings.Count(f => f.Level == FindingLevel.Warning);
        output.WriteLine(words.DoctorSummary(errors, warnings, reply.Findings.Length - errors - warnings));
        return errors == 0 ? 0 : CommandSession.Failed;
    }
}
