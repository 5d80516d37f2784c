namespace Ponte.Server.Languages;

/// <summary>Chooses the language of messages.</summary>
internal static class LanguageChoice
{
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>The option, else the user's locale, else the company's language, else English.</summary>
    /// <param name="option"><c>--language</c>; null where it was not given.</param>
    /// <param name="environment">The user's environment.</param>
    /// <param name="company">The company's language; null where it is not known.</param>
    public static Language Choose(string? option, IReadOnlyDictionary<string, string> environment, string? company = null)
    {
        if (Of(option) is { } chosen)
        {
            return chosen;
        }
        foreach (var variable in Variables)
        {
            if (environment.TryGetValue(variable, out var locale) && locale.Length > 0)
            {
                // "C" and "POSIX" say nothing of a language.
                return Of(locale) ?? Of(company) ?? Language.English;
            }
        }
        return Of(company) ?? Language.English;
    }

    /// <summary>Whether option or locale names a language.</summary>
    public static bool IsChosen(string? option, IReadOnlyDictionary<string, string> environment) =>
        Of(option) is not null
        || Variables.Select(v => environment.GetValueOrDefault(v)).FirstOrDefault(l => !string.IsNullOrEmpty(l)) is { } locale
            && Of(locale) is not null;

    private static Language? Of(string? text) =>
        text is null ? null
        : text.StartsWith("it", StringComparison.OrdinalIgnoreCase) ? Language.Italian
        : text.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Language.English
        : null;
}
