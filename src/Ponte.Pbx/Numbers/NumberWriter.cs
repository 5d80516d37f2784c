using PhoneNumbers;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Numbers;

/// <summary>Writes a number of the inside form (<see cref="NumberReader"/>) as a line wants it.</summary>
public sealed class NumberWriter
{
    private const string UnknownRegion = "ZZ";
    private readonly PhoneNumberUtil _util = PhoneNumberUtil.GetInstance();

    /// <summary>Writes a number.</summary>
    /// <param name="number">The number; without a plus it is a short or service number and stays as it is.</param>
    /// <param name="format">The line's format.</param>
    /// <param name="country">ISO 3166 alpha-2 of the line's country.</param>
    public string Write(string number, NumberFormatSettings format, string country)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(format);
        if (!number.StartsWith('+') || Parse(number) is not { } parsed)
        {
            return number;
        }
        var isOwnCountry = parsed.CountryCode == _util.GetCountryCodeForRegion(country);
        if (isOwnCountry && !format.SendsOwnCountryCode)
        {
            return OwnCountry(parsed, format, country);
        }
        return format.Out switch
        {
            NumberOutFormat.E164 => number,
            NumberOutFormat.Digits => number[1..],
            _ => InternationalPrefix(parsed, country) + number[1..],
        };
    }

    private string OwnCountry(PhoneNumber number, NumberFormatSettings format, string country)
    {
        var significant = _util.GetNationalSignificantNumber(number);
        var trunkPrefix = format.Out == NumberOutFormat.Significant ? "" : _util.GetNddPrefixForRegion(country, stripNonDigits: true);
        return trunkPrefix + significant;
    }

    /// <summary>What is dialled in <paramref name="country"/> before a country code: 00 nearly everywhere, 011 in North America.</summary>
    private string InternationalPrefix(PhoneNumber number, string country)
    {
        var dialled = string.Concat(_util.FormatOutOfCountryCallingNumber(number, country).Where(char.IsAsciiDigit));
        var digits = _util.Format(number, PhoneNumberFormat.E164)[1..];
        var prefixLength = dialled.Length - digits.Length;
        return prefixLength > 0 && dialled.EndsWith(digits, StringComparison.Ordinal) ? dialled[..prefixLength] : "00";
    }

    private PhoneNumber? Parse(string number)
    {
        try
        {
            return _util.Parse(number, UnknownRegion);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
