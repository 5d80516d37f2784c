using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Ponte.Pbx.Document.Reading;

/// <summary>What may be said against a value: each check gives null, or the words that follow the value in the error.</summary>
internal static partial class Checks
{
    private const int MaxFqdnLength = 63;
    private const int MinPasswordLength = 8;
    private const int MinPasswordSigns = 4;

    public static string? Name(string text) =>
        NamePattern().IsMatch(text)
            ? null
            : "is no name; give 1 to 40 small letters, digits, dots, hyphens or underscores, a letter or digit first";

    public static string? MusicFile(string text) =>
        MusicPattern().IsMatch(text)
            ? null
            : "is no WAV file of the folder music; give a name of letters, digits, dots, hyphens or underscores that ends in .wav";

    public static Func<string, string?> Length(int max) =>
        text =>
            text.Length > max ? string.Create(CultureInfo.InvariantCulture, $"has {text.Length} characters; give at most {max}")
            : text.Length == 0 || text.Any(char.IsControl) ? "has no visible text; give some without line breaks"
            : null;

    public static string? Country(string text) =>
        PhoneNumbers.PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(text)
            ? null
            : "is no country; give two capital letters as in ISO 3166, for instance IT";

    public static string? TimeZone(string text) =>
        text.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) || text is "UTC"
            ? null
            : "is no time zone; give its IANA name, for instance Europe/Rome";

    public static string? AreaCode(string text) =>
        AreaCodePattern().IsMatch(text) ? null : "is no area code; give up to 6 digits as dialled within the country, in quotes: \"02\"";

    public static string? Extension(string text) =>
        ExtensionPattern().IsMatch(text) ? null : "is no extension; give 2 to 7 digits in quotes: \"201\"";

    public static string? E164(string text) =>
        E164Pattern().IsMatch(text) ? null : "is no E.164 number; give + and 7 to 15 digits in quotes: \"+390212345601\"";

    public static string? TeamsNumber(string text) =>
        TeamsNumberPattern().IsMatch(text)
            ? null
            : "is no number for Teams; give + and 2 to 15 digits in quotes: \"+390212345601\" or \"+201\"";

    public static string? AnyNumber(string text) =>
        E164Pattern().IsMatch(text) || ExtensionPattern().IsMatch(text)
            ? null
            : "is no number; give + and 7 to 15 digits, or a short number of 2 to 7 digits, in quotes";

    public static string? Prefix(string text) =>
        PrefixPattern().IsMatch(text)
            ? null
            : "is no beginning of a number; give + and a country code, or the first digits of short numbers, in quotes";

    public static string? Mail(string text) => UpnPattern().IsMatch(text) ? null : "is no mail address; give one such as ada@example.com";

    public static string? Upn(string text) => UpnPattern().IsMatch(text) ? null : "is no user principal name; give it as name@domain";

    public static string? SipUser(string text) =>
        SipUserPattern().IsMatch(text) ? null : "is no SIP user; give 1 to 64 letters, digits or one of -_.!~*'()+ without blanks";

    /// <summary>What is wrong with a password that the document itself holds; the words do not repeat it.</summary>
    /// <param name="text">The password.</param>
    /// <param name="names">What everybody can guess: user name, extension.</param>
    public static string? Password(string text, params ReadOnlySpan<string> names)
    {
        if (text.Length < MinPasswordLength)
        {
            return $"is too short; give at least {MinPasswordLength} characters, or env:NAME or file:PATH";
        }
        foreach (var name in names)
        {
            if (name.Length > 0 && text.Contains(name, StringComparison.OrdinalIgnoreCase) && text.Length < name.Length + MinPasswordLength)
            {
                return "is little more than the user's name or number, which scanners try first; give one that cannot be guessed";
            }
        }
        return text.Distinct().Count() < MinPasswordSigns
            ? "repeats itself, which scanners try first; give one that cannot be guessed"
            : null;
    }

    public static string? Pin(string text) => PinPattern().IsMatch(text) ? null : "is no PIN; give 4 to 12 digits in quotes";

    public static string? Code(string text) =>
        CodePattern().IsMatch(text) ? null : "is no short code; give 2 to 6 digits, * and # in quotes: \"*72\"";

    public static string? CalendarCode(string text) =>
        text.Length is >= 1 and <= 4 && text.All(char.IsAsciiDigit)
            ? null
            : "is no code of a calendar; give 1 to 4 digits in quotes: \"1\"";

    public static string? SwitchCode(string text) =>
        Code(text) is { } complaint ? complaint
        : text[0] == '*' ? null
        : "begins not with *; give one that does, because # in its place switches off";

    public static string? Group(string text) => NamePattern().IsMatch(text) ? null : "is no name of a group; give small letters and digits";

    public static string? DeviceName(string text) =>
        DevicePattern().IsMatch(text)
            ? null
            : "is no name of a device; give 1 to 20 small letters, digits or hyphens, a letter or digit first";

    public static string? HostName(string text) =>
        IsHostName(text) ? null : "is no host name; give a name such as sbc.example.com, without port and scheme";

    public static string? Fqdn(string text)
    {
        if (IPAddress.TryParse(text, out _))
        {
            return "is an IP address, which Teams refuses; give the name that the certificate holds";
        }
        if (!IsHostName(text) || !text.Contains('.', StringComparison.Ordinal))
        {
            return "is no full host name; give a name such as sbc.example.com";
        }
        if (text.Length > MaxFqdnLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"has {text.Length} characters; Teams takes at most {MaxFqdnLength}");
        }
        return text.EndsWith(".onmicrosoft.com", StringComparison.OrdinalIgnoreCase)
            ? "lies under onmicrosoft.com, which Teams refuses; give a name in a domain of your own"
            : null;
    }

    public static bool IsHostName(string text) => text.Length <= 253 && HostPattern().IsMatch(text) && !NumericHostPattern().IsMatch(text);

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,39}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex NamePattern();

    [GeneratedRegex(
        @"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}[.]wav$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        PatternTime.Unlimited
    )]
    private static partial Regex MusicPattern();

    [GeneratedRegex("^[0-9]{1,6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex AreaCodePattern();

    [GeneratedRegex("^[0-9]{2,7}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex ExtensionPattern();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex E164Pattern();

    [GeneratedRegex(@"^\+[0-9]{2,15}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex TeamsNumberPattern();

    [GeneratedRegex(
        @"^(\+([1-9][0-9]{0,14})?|[0-9]{1,7})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        PatternTime.Unlimited
    )]
    private static partial Regex PrefixPattern();

    [GeneratedRegex("^[0-9]{4,12}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex PinPattern();

    [GeneratedRegex("^[0-9*#]{2,6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex CodePattern();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,19}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex DevicePattern();

    [GeneratedRegex(@"^[^\s@]{1,113}@[^\s@]{1,139}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex UpnPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_.!~*'()+-]{1,64}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex SipUserPattern();

    [GeneratedRegex(
        "^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        PatternTime.Unlimited
    )]
    private static partial Regex HostPattern();

    [GeneratedRegex("(^|[.])[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime.Unlimited)]
    private static partial Regex NumericHostPattern();
}
