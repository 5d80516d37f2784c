using System.CommandLine;
using Ponte.Server.Composition;
using Ponte.Server.Hosting;
using Ponte.Server.Languages;
using Ponte.Server.Settings;

namespace Ponte.Server.Commands;

/// <summary><c>ponte serve</c>: runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "serve";

    /// <summary>The exit code where the settings are wrong, or do not work on this machine.</summary>
    public const int CannotStart = 2;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommonOptions options, CommandContext context, Words words)
    {
        var media = new Option<string?>("--media") { Description = words.MediaOption, HelpName = "process|in-process" };
        var command = new Command(Name, words.ServeCommand) { media };
        command.SetAction(
            (parsed, cancellationToken) => RunAsync(new CommandSession(parsed, options, context, parsed.GetValue(media)), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var (settings, errors) = SettingsReader.Read(session.Sources);
        if (settings is null)
        {
            return Tell(session, errors.Select(e => e.ToString()));
        }
        try
        {
            var server = await ServerHost
                .StartAsync(settings, Telephony.Create, session.Context.Time, cancellationToken)
                .ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                await server.WaitForStopAsync(cancellationToken).ConfigureAwait(false);
            }
            return 0;
        }
        catch (StartException e)
        {
            return Tell(session, e.Lines);
        }
    }

    private static int Tell(CommandSession session, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            session.Fail(line);
        }
        return CannotStart;
    }
}
