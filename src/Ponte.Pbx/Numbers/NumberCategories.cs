using System.Globalization;
using PhoneNumbers;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Numbers;

/// <summary>Tells what a number of the public network is, by the numbering plans that libphonenumber knows.</summary>
internal static class NumberCategories
{
    /// <summary>The "country" of numbers that belong to none: satellites, international freephone, international networks.</summary>
    private const string NoCountry = "001";

    /// <summary>The category of a number outside the company.</summary>
    /// <param name="number">In the inside form.</param>
    /// <param name="country">ISO 3166 alpha-2 of the company's country.</param>
    /// <param name="areaCode">The company's area code as dialled within the country; empty where none is set.</param>
    public static CallCategory Of(string number, string country, string areaCode)
    {
        var util = PhoneNumberUtil.GetInstance();
        if (!number.StartsWith('+'))
        {
            return OfService(number, country, util);
        }
        if (Parse(number, util) is not { } parsed)
        {
            return CallCategory.International;
        }
        var type = util.GetNumberType(parsed);
        var region = util.GetRegionCodeForNumber(parsed);
        if (IsExpensive(type) || (region is NoCountry && type != PhoneNumberType.TOLL_FREE))
        {
            return CallCategory.Premium;
        }
        return IsOwnCountry(region, parsed, country, util)
            ? OfOwnCountry(parsed, type, country, areaCode, util)
            : CallCategory.International;
    }

    private static CallCategory OfOwnCountry(
        PhoneNumber number,
        PhoneNumberType type,
        string country,
        string areaCode,
        PhoneNumberUtil util
    ) =>
        type switch
        {
            PhoneNumberType.MOBILE => CallCategory.Mobile,
            PhoneNumberType.TOLL_FREE => CallCategory.Local,
            PhoneNumberType.FIXED_LINE or PhoneNumberType.FIXED_LINE_OR_MOBILE when IsOwnArea(number, country, areaCode, util) =>
                CallCategory.Local,
            _ => CallCategory.National,
        };

    private static bool IsOwnArea(PhoneNumber number, string country, string areaCode, PhoneNumberUtil util)
    {
        var significant = util.GetNationalSignificantNumber(number);
        var dialled = (util.GetNddPrefixForRegion(country, stripNonDigits: true) ?? "") + significant;
        return areaCode.Length > 0
            && (significant.StartsWith(areaCode, StringComparison.Ordinal) || dialled.StartsWith(areaCode, StringComparison.Ordinal));
    }

    /// <summary>Numbers that pay who is called, which is what toll fraud dials; personal numbers lead anywhere at a price of their own.</summary>
    private static bool IsExpensive(PhoneNumberType type) =>
        type is PhoneNumberType.PREMIUM_RATE or PhoneNumberType.SHARED_COST or PhoneNumberType.PERSONAL_NUMBER;

    /// <summary>
    /// By country, not by country code: +1 leads to the Caribbean too. A number that no plan knows counts by its code. The Vatican has
    /// numbers in Italy's plan.
    /// </summary>
    private static bool IsOwnCountry(string? region, PhoneNumber number, string country, PhoneNumberUtil util) =>
        region is null
            ? number.CountryCode == util.GetCountryCodeForRegion(country)
            : region.Equals(country, StringComparison.Ordinal) || (region is "VA" && country is "IT");

    private static CallCategory OfService(string number, string country, PhoneNumberUtil util)
    {
        if (!ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
        {
            return CallCategory.National;
        }
        var service = new PhoneNumber.Builder().SetCountryCode(util.GetCountryCodeForRegion(country)).SetNationalNumber(digits).Build();
        return ShortNumberInfo.GetInstance().GetExpectedCostForRegion(service, country) switch
        {
            ShortNumberInfo.ShortNumberCost.PREMIUM_RATE => CallCategory.Premium,
            ShortNumberInfo.ShortNumberCost.TOLL_FREE or ShortNumberInfo.ShortNumberCost.STANDARD_RATE => CallCategory.Local,
            _ => CallCategory.National,
        };
    }

    private static PhoneNumber? Parse(string number, PhoneNumberUtil util)
    {
        try
        {
            return util.Parse(number, "ZZ");
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
