namespace Ponte.Pbx.Directories;

/// <summary>What stands for the number in the document's filters and addresses.</summary>
public static class NumberPlaces
{
    /// <summary>As <c>+390212345601</c>.</summary>
    public const string Number = "{number}";

    /// <summary>As <c>390212345601</c>.</summary>
    public const string Digits = "{digits}";

    /// <summary>As dialled within the country: <c>0212345601</c>.</summary>
    public const string National = "{national}";

    /// <summary>The digits with anything between them, for directories that write numbers with blanks and strokes. In filters only, as a whole value.</summary>
    public const string Loose = "{loose}";

    /// <summary>Puts the number into a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number.</param>
    /// <param name="escape">Escapes a form for the text that it goes into; null where nothing is to be escaped.</param>
    public static string Fill(string text, SoughtNumber number, Func<string, string>? escape = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(number);
        escape ??= t => t;
        return text.Replace(Number, escape(number.E164), StringComparison.Ordinal)
            .Replace(Digits, escape(number.Digits), StringComparison.Ordinal)
            .Replace(National, escape(number.National), StringComparison.Ordinal);
    }

    /// <summary>Whether a text has a place for the number.</summary>
    public static bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new[] { Number, Digits, National, Loose }.Any(p => text.Contains(p, StringComparison.Ordinal));
    }
}
