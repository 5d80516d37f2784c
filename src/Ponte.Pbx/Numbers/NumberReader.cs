using System.Text;
using PhoneNumbers;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Numbers;

/// <summary>
/// Reads numbers as lines, Teams and people write them into the one form used inside: <c>+E.164</c>, or digits (with <c>*</c> and
/// <c>#</c>) without a plus for short numbers and service numbers.
/// </summary>
/// <param name="areaCode">The company's area code as dialled within the country; empty where none is set.</param>
public sealed class NumberReader(string areaCode)
{
    /// <summary>E.164 allows 15 digits; an international prefix and a carrier's own prefix may come before them.</summary>
    private const int MaxLength = 32;

    /// <summary>The shortest E.164 numbers in use have 7 digits with the country code; what is shorter is a short number with a plus, as Teams writes it.</summary>
    private const int MinE164Digits = 7;

    private readonly PhoneNumberUtil _util = PhoneNumberUtil.GetInstance();

    /// <summary>Reads the user part of a SIP or tel URI.</summary>
    /// <param name="userPart">As written: separators, parameters and escapes are taken off.</param>
    /// <param name="format">How the sender writes numbers.</param>
    /// <param name="country">ISO 3166 alpha-2 of the sender's country.</param>
    /// <returns>The number; null where the text is none.</returns>
    public string? Read(string userPart, NumberInFormat format, string country)
    {
        ArgumentNullException.ThrowIfNull(userPart);
        ArgumentNullException.ThrowIfNull(country);
        if (Clean(userPart) is not { } text)
        {
            return null;
        }
        if (text[0] == '+')
        {
            return text.Length > MinE164Digits ? text : text[1..];
        }
        if (text.AsSpan().ContainsAny('*', '#'))
        {
            return text;
        }
        return format == NumberInFormat.E164 ? ReadE164(text, country) : ReadNational(text, country);
    }

    private string ReadE164(string digits, string country)
    {
        if (digits.StartsWith("00", StringComparison.Ordinal) && TryParse(digits, country) is { } number)
        {
            return Format(number);
        }
        return TryParse("+" + digits, country) is { } e164 && _util.IsPossibleNumber(e164) ? Format(e164) : digits;
    }

    private string ReadNational(string digits, string country)
    {
        var number = TryParse(digits, country);
        if (number is not null && _util.IsValidNumber(number))
        {
            return Format(number);
        }
        if (areaCode.Length > 0 && TryParse(areaCode + digits, country) is { } local && _util.IsValidNumber(local))
        {
            return Format(local);
        }
        // A range that the metadata does not know yet is still a number; too short a text is a short number.
        return number is not null && _util.IsPossibleNumber(number) ? Format(number) : digits;
    }

    private PhoneNumber? TryParse(string text, string country)
    {
        try
        {
            return _util.Parse(text, country);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private string Format(PhoneNumber number) => _util.Format(number, PhoneNumberFormat.E164);

    /// <summary>The text without separators, parameters and escapes: digits, <c>*</c>, <c>#</c> and a leading plus; null where it holds anything else.</summary>
    public static string? Clean(string userPart)
    {
        ArgumentNullException.ThrowIfNull(userPart);
        var end = userPart.IndexOf(';', StringComparison.Ordinal);
        var text = Uri.UnescapeDataString(end < 0 ? userPart : userPart[..end]);
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || c is '*' or '#' || (c == '+' && clean.Length == 0))
            {
                clean.Append(c);
            }
            else if (c is not ('-' or '.' or '(' or ')' or ' '))
            {
                return null;
            }
        }
        var isNumber = clean.Length is > 0 and <= MaxLength && !(clean.Length == 1 && clean[0] == '+');
        return isNumber ? clean.ToString() : null;
    }
}
