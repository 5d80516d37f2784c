using System.CommandLine;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary>The command line <c>ponte</c>.</summary>
internal static class PonteCommand
{
    /// <summary>Runs a command.</summary>
    /// <returns>0 where it did what it says, else not 0.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, CommandContext context, CancellationToken cancellationToken = default)
    {
        var words = Words.In(LanguageChoice.Choose(LanguageArgument(arguments), context.Environment));
        var options = new CommonOptions(words);
        var root = new RootCommand(words.PonteCommand)
        {
            ServeCommand.Create(options, context, words),
            CheckCommand.Create(options, context, words),
            ApplyCommand.Create(options, context, words),
            ExportCommand.Create(options, context, words),
            DiffCommand.Create(options, context, words),
            LinesCommand.Create(options, context, words),
            RouteCommand.Create(options, context, words),
            FlowCommand.Create(options, context, words),
            DoctorCommand.Create(options, context, words),
            PhonesCommand.Create(options, context, words),
            AccountsCommand.Create(options, context, words),
            CalendarsCommand.Create(options, context, words),
            PromptsCommand.Create(options, context, words),
            MailCommand.Create(options, context, words),
            CallsCommand.Create(options, context, words),
            RecordingsCommand.Create(options, context, words),
            VoicemailCommand.Create(options, context, words),
            ContactsCommand.Create(options, context, words),
            CallCommand.Create(options, context, words),
            HangupCommand.Create(options, context, words),
            DialCommand.Create(options, context, words),
            RoomsCommand.Create(options, context, words),
            ListenCommand.Create(options, context, words),
            SimulateCommand.Create(context, words),
        };
        options.AddTo(root);
        var parsed = root.Parse(arguments);
        var isServer = string.Equals(parsed.CommandResult.Command.Name, ServeCommand.Name, StringComparison.Ordinal);
        var configuration = new InvocationConfiguration { Output = context.Out, Error = context.Error };
        if (isServer)
        {
            // The host takes the signals, and stops in its own time.
            configuration.ProcessTerminationTimeout = null;
        }
        return parsed.InvokeAsync(configuration, cancellationToken);
    }

    /// <summary>The language of the help, which is made before the command line is understood.</summary>
    private static string? LanguageArgument(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].StartsWith(CommonOptions.LanguageName + "=", StringComparison.Ordinal))
            {
                return arguments[i][(CommonOptions.LanguageName.Length + 1)..];
            }
            if (string.Equals(arguments[i], CommonOptions.LanguageName, StringComparison.Ordinal) && i + 1 < arguments.Count)
            {
                return arguments[i + 1];
            }
        }
        return null;
    }
}
