using System.Globalization;
using PhoneNumbers;

namespace Ponte.Pbx.Numbers;

/// <summary>Short numbers of the public network: emergency services, and services such as 1500.</summary>
internal static class ServiceNumbers
{
    /// <summary>Service numbers have at most this many digits anywhere; longer ones need no look-up.</summary>
    private const int MaxDigits = 8;

    /// <summary>
    /// Whether a number is exactly an emergency number of this country. For Italy also those of the Piano nazionale di numerazione that the
    /// metadata leaves out: 114 (children), 117 (Guardia di Finanza), 1515 (forest fire), 1522 (violence), 1530 (at sea), and 116 with three digits.
    /// </summary>
    public static bool IsEmergency(string number, string country)
    {
        if (number.Length is 0 or > MaxDigits || !number.All(char.IsAsciiDigit))
        {
            return false;
        }
        var isFurther =
            country is "IT"
            && (
                number is "114" or "117" or "1515" or "1522" or "1530"
                || (number.Length == 6 && number.StartsWith("116", StringComparison.Ordinal))
            );
        return isFurther || ShortNumberInfo.GetInstance().IsEmergencyNumber(number, country);
    }

    /// <summary>The country's emergency numbers of three digits, as nearly all are.</summary>
    public static IEnumerable<string> Emergency(string country) =>
        Enumerable.Range(0, 1000).Select(n => n.ToString("000", CultureInfo.InvariantCulture)).Where(n => IsEmergency(n, country));

    /// <summary>Whether a number without country code can be dialled on a carrier's line of this country.</summary>
    public static bool IsOne(string number, string country)
    {
        if (number.Length is 0 or > MaxDigits || !number.All(char.IsAsciiDigit))
        {
            return false;
        }
        var info = ShortNumberInfo.GetInstance();
        return IsEmergency(number, country) || info.IsValidShortNumberForRegion(ShortNumber(number, country), country);
    }

    private static PhoneNumber ShortNumber(string number, string country) =>
        new PhoneNumber.Builder()
            .SetCountryCode(PhoneNumberUtil.GetInstance().GetCountryCodeForRegion(country))
            .SetNationalNumber(ulong.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture))
            .Build();
}
