using Ponte.Server.Commands;

namespace Ponte.Server.Tests.Support;

/// <summary>What a command did.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static async Task<CommandRun> Of(
        IReadOnlyList<string> arguments,
        string folder,
        string locale = "en_US.UTF-8",
        CancellationToken cancellationToken = default
    )
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var context = Context(output, error, folder, locale);
        var code = await PonteCommand.RunAsync(arguments, context, cancellationToken);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    public static CommandContext Context(TextWriter output, TextWriter error, string folder, string locale) =>
        new()
        {
            Out = output,
            OpenOut = () => new MemoryStream(),
            Error = error,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = locale, ["USER"] = "gina" },
            CurrentFolder = folder,
        };
}
