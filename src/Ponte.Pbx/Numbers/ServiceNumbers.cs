using System.Globalization;
using PhoneNumbers;

namespace Ponte.Pbx.Numbers;

/// <summary>Short numbers of the public network: emergency services, and services such as 1500.</summary>
internal static class ServiceNumbers
{
    /// <summary>Service numbers have at most this many digits anywhere; longer ones need no look-up.</summary>
    private const int MaxDigits = 8;

    /// <summary>Whether a number without country code can be dialled on a carrier's line of this country.</summary>
    public static bool IsOne(string number, string country)
    {
        if (number.Length is 0 or > MaxDigits || !number.All(char.IsAsciiDigit))
        {
            return false;
        }
        var info = ShortNumberInfo.GetInstance();
        return info.IsEmergencyNumber(number, country) || info.IsValidShortNumberForRegion(ShortNumber(number, country), country);
    }

    private static PhoneNumber ShortNumber(string number, string country) =>
        new PhoneNumber.Builder()
            .SetCountryCode(PhoneNumberUtil.GetInstance().GetCountryCodeForRegion(country))
            .SetNationalNumber(ulong.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture))
            .Build();
}
