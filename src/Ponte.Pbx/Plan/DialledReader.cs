using PhoneNumbers;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Numbers;

namespace Ponte.Pbx.Plan;

/// <summary>
/// Tells what a dialled text is. The order is: emergency number, short code, number of a user, of a flow or of a mailbox, number of an exchange, number of the
/// company that nobody has, service number, number outside.
/// </summary>
internal sealed class DialledReader(CompanySnapshot company)
{
    /// <summary>Longer texts with a plus are numbers with a country code, shorter ones are short numbers as Teams writes them.</summary>
    private const int MaxShortDigits = 7;

    /// <summary>Reads what a caller dialled.</summary>
    public Dialled Read(string text, PlanCaller caller)
    {
        if (NumberReader.Clean(text) is not { } clean)
        {
            return new Dialled(DialledKind.Unreadable, text);
        }
        // Callers from carriers have neither emergencies nor codes here.
        if (!caller.IsFromCarrier && Emergency(clean) is { } emergency)
        {
            return new Dialled(DialledKind.Emergency, emergency);
        }
        if (caller is { IsFromCarrier: false, Actor: not null } && Code(WithoutPlus(clean)) is { } code)
        {
            return code;
        }
        return Number(clean, caller.Line as TrunkSettings);
    }

    /// <summary>Reads a number as a user wrote it down, with neither codes nor emergencies.</summary>
    public Dialled ReadNumber(string text) =>
        NumberReader.Clean(text) is { } clean ? Number(clean, null) : new Dialled(DialledKind.Unreadable, text);

    /// <summary>The emergency number that a text without separators means: as it is, with a plus from Teams, or with the country code; null where it is none.</summary>
    public string? Emergency(string clean)
    {
        var country = company.Document.Company.Country;
        var digits = clean.TrimStart('+');
        if (company.Document.Emergency.Numbers.Contains(digits, StringComparer.Ordinal) || ServiceNumbers.IsEmergency(digits, country))
        {
            return digits;
        }
        var code = $"+{PhoneNumberUtil.GetInstance().GetCountryCodeForRegion(country)}";
        var rest = clean.StartsWith(code, StringComparison.Ordinal) ? clean[code.Length..] : "";
        return ServiceNumbers.IsEmergency(rest, country) ? rest : null;
    }

    /// <summary>The code that a text begins with, and what follows; null where it begins with none.</summary>
    private Dialled? Code(string clean)
    {
        foreach (var code in company.Document.ShortCodes)
        {
            var isOff = code.OffCode is { } off && clean.StartsWith(off, StringComparison.Ordinal);
            if (!isOff && !clean.StartsWith(code.Code, StringComparison.Ordinal))
            {
                continue;
            }
            var rest = clean[code.Code.Length..].TrimEnd('#');
            return new Dialled(DialledKind.ShortCode, clean)
            {
                Code = code,
                IsOff = isOff,
                Argument = rest.Length > 0 && rest[0] is '*' or '#' ? rest[1..] : rest,
            };
        }
        return null;
    }

    private Dialled Number(string clean, TrunkSettings? line)
    {
        // An extension stays what it is, however a line's format would read it.
        var plain = WithoutPlus(clean);
        if (company.UserOf(plain) is { } byText)
        {
            return new Dialled(DialledKind.User, plain) { User = byText };
        }
        if (company.FlowAt(plain) is { } shortFlow)
        {
            return new Dialled(DialledKind.Flow, plain) { Flow = shortFlow };
        }
        if (company.MailboxAt(plain) is { } box)
        {
            return new Dialled(DialledKind.Mailbox, plain) { Box = box };
        }
        if (company.IsShortOfExchange(plain))
        {
            return new Dialled(DialledKind.Exchange, plain);
        }
        var country = line is null ? company.Document.Company.Country : company.CountryOf(line);
        if (company.Reader.Read(clean, line?.Numbers.In ?? NumberInFormat.National, country) is not { } number)
        {
            return new Dialled(DialledKind.Unreadable, clean);
        }
        return company.UserOf(number) is { } user ? new Dialled(DialledKind.User, number) { User = user }
            : company.FlowAt(number) is { } flow ? new Dialled(DialledKind.Flow, number) { Flow = flow }
            : new Dialled(KindOf(number), number);
    }

    private DialledKind KindOf(string number) =>
        company.IsOfExchange(number) ? DialledKind.Exchange
        : company.IsUnassigned(number) ? DialledKind.Unassigned
        : number.StartsWith('+') ? DialledKind.Outside
        : ServiceNumbers.IsOne(number, company.Document.Company.Country) ? DialledKind.Service
        : company.LinesFor(number).Count > 0 ? DialledKind.Outside
        : DialledKind.Unknown;

    private static string WithoutPlus(string clean) =>
        clean[0] == '+' && (clean.Length <= MaxShortDigits + 1 || clean.AsSpan().ContainsAny('*', '#')) ? clean[1..] : clean;
}
