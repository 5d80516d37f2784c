using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Directories;

/// <summary>Reads numbers as people write them into address books.</summary>
public static class ContactNumber
{
    /// <summary>More than any number with its decoration.</summary>
    private const int MaxLength = 64;

    /// <summary>Extensions have two digits at least.</summary>
    private const int MinLength = 2;

    /// <summary>The zero in brackets that is dialled within the country only, as in +44 (0)20 …</summary>
    private const string OptionalZero = "(0)";

    /// <summary>Italy, San Marino and the Vatican keep the zero also from abroad.</summary>
    private static readonly string[] CountriesWithZero = ["+39", "+378", "0039", "00378"];

    /// <summary>The number in the inside form; null where the text is none.</summary>
    public static string? Read(string text, CompanySnapshot company)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(company);
        if (text.Length > MaxLength)
        {
            return null;
        }
        var plain = text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        plain = plain.Replace('\u00a0', ' ').Replace('/', ' ').Replace('\u2013', '-').Trim();
        var isAbroad = plain.StartsWith('+') || plain.StartsWith("00", StringComparison.Ordinal);
        if (isAbroad && plain.Contains(OptionalZero, StringComparison.Ordinal))
        {
            var keepsZero = CountriesWithZero.Any(c => plain.StartsWith(c, StringComparison.Ordinal));
            plain = plain.Replace(OptionalZero, keepsZero ? "0" : "", StringComparison.Ordinal);
        }
        // What follows is the user part of a URI for the reader: an address book holds no escapes and no parameters.
        var number = plain.AsSpan().ContainsAny('%', ';')
            ? null
            : company.Reader.Read(plain, NumberInFormat.National, company.Document.Company.Country);
        return number is { Length: >= MinLength } ? number : null;
    }
}
