using System.CommandLine;
using Ponte.Server.Languages;

namespace Ponte.Server.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    /// <summary>The name of the option of the language, which is looked for before the command line is understood.</summary>
    public const string LanguageName = "--language";

    /// <summary>Makes the options.</summary>
    public CommonOptions(Words words)
    {
        Data = new Option<string?>("--data")
        {
            Description = words.DataOption,
            HelpName = "DIR",
            Recursive = true,
        };
        Config = new Option<string?>("--config")
        {
            Description = words.ConfigOption,
            HelpName = "FILE",
            Recursive = true,
        };
        Set = new Option<string[]>("--set")
        {
            Description = words.SetOption,
            HelpName = "KEY=VALUE",
            Recursive = true,
        };
        Language = new Option<string?>(LanguageName)
        {
            Description = words.LanguageOption,
            HelpName = "it|en",
            Recursive = true,
        };
        Language.AcceptOnlyFromAmong("it", "en");
    }

    /// <summary><c>--data</c>.</summary>
    public Option<string?> Data { get; }

    /// <summary><c>--config</c>.</summary>
    public Option<string?> Config { get; }

    /// <summary><c>--set</c>.</summary>
    public Option<string[]> Set { get; }

    /// <summary><c>--language</c>.</summary>
    public Option<string?> Language { get; }

    /// <summary>Adds them to the root.</summary>
    public void AddTo(Command root)
    {
        root.Add(Data);
        root.Add(Config);
        root.Add(Set);
        root.Add(Language);
    }
}
