using System.Collections;

namespace Ponte.Server.Commands;

/// <summary>What a command knows of the world: its streams, environment and clock.</summary>
internal sealed record CommandContext
{
    /// <summary>Results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Binary results.</summary>
    public required Func<Stream> OpenOut { get; init; }

    /// <summary>What is typed or piped in.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Errors and remarks.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>Whether a person looks at <see cref="Out"/> on a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>The columns of the terminal, or of a plain output.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Columns where no terminal tells its own: two participants of a ladder and their times fit.</summary>
    public const int DefaultWidth = 120;

    /// <summary>The context of this process.</summary>
    public static CommandContext OfProcess()
    {
        var environment = ReadEnvironment();
        return new CommandContext
        {
            Out = Console.Out,
            OpenOut = Console.OpenStandardOutput,
            Error = Console.Error,
            In = Console.In,
            Environment = environment,
            CurrentFolder = Directory.GetCurrentDirectory(),
            IsTerminal = !Console.IsOutputRedirected,
            Width = Console.IsOutputRedirected ? DefaultWidth : TerminalWidth(),
        };
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth is > 20 and var width ? width : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    private static Dictionary<string, string> ReadEnvironment()
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            result[(string)entry.Key] = (string?)entry.Value ?? "";
        }
        return result;
    }
}
