namespace Ponte.Server.Settings;

/// <summary>One thing wrong in the settings.</summary>
/// <param name="Setting">The setting's name, its parts joined by colons; empty where a whole source is wrong.</param>
/// <param name="Value">Its value; null where it is missing.</param>
/// <param name="Source">Where the value comes from: a file, the environment, the command line; empty for a default.</param>
/// <param name="Message">What is wrong, what the bound is, and how to mend it.</param>
internal sealed record SettingsError(string Setting, string? Value, string Source, string Message)
{
    /// <summary>The error as one line for a person.</summary>
    public override string ToString()
    {
        var value = Value is null ? "" : $" \"{Value}\"";
        var source = Source.Length == 0 ? "" : $" ({Source})";
        return Setting.Length == 0 ? Message : $"{Setting}{value}{source}: {Message}";
    }
}
