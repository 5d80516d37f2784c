using Ponte.Calls.Model;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Routing;

/// <summary>Reads who calls from an INVITE: From, P-Asserted-Identity (RFC 3325) and Privacy (RFC 3323).</summary>
internal static class CallerReader
{
    /// <summary>The host of a From that tells nothing (RFC 3323 section 4.1.1.3).</summary>
    private const string AnonymousHost = "anonymous.invalid";

    /// <summary>The caller of a carrier's or an exchange's call. What the network asserts goes before what the caller says.</summary>
    public static Caller FromTrunk(SipRequest invite, TrunkSettings line, CompanySnapshot company)
    {
        var country = company.CountryOf(line);
        var asserted = Asserted(invite);
        var assertedNumber = Number(asserted, line.Numbers.In, country, company);
        if (IsAnonymous(invite.From) || invite.Headers.HasToken(HeaderName.Privacy, "id"))
        {
            return new Caller(new Party("", "", IsAnonymous: true), assertedNumber);
        }
        var number = assertedNumber.Length > 0 ? assertedNumber : Number(invite.From, line.Numbers.In, country, company);
        var name = Name(asserted) is { Length: > 0 } assertedName ? assertedName : Name(invite.From);
        return new Caller(Named(number, name, company), assertedNumber);
    }

    /// <summary>
    /// The caller of a call from Teams. <c>ForwardPai</c> adds the real user's number and <c>Privacy: id</c> to every call, so here only an
    /// anonymous From means that the number is withheld.
    /// </summary>
    public static Caller FromTeams(SipRequest invite, CompanySnapshot company)
    {
        var country = company.Document.Company.Country;
        var assertedNumber = Number(Asserted(invite), NumberInFormat.National, country, company);
        if (IsAnonymous(invite.From))
        {
            return new Caller(new Party("", "", IsAnonymous: true), assertedNumber);
        }
        var number = Number(invite.From, NumberInFormat.National, country, company);
        return new Caller(Named(number, Name(invite.From), company), assertedNumber);
    }

    /// <summary>The user who calls from Teams; null where it is none, as for a call that Teams forwards.</summary>
    public static UserSettings? TeamsUser(SipRequest invite, CompanySnapshot company)
    {
        var caller = FromTeams(invite, company);
        return company.UserOf(caller.Shown.IsAnonymous ? caller.AssertedNumber : caller.Shown.Number);
    }

    /// <summary>The company knows its own people better than the carrier does.</summary>
    private static Party Named(string number, string name, CompanySnapshot company) => new(number, company.UserOf(number)?.Name ?? name);

    /// <summary>The asserted identity with a number: RFC 3325 allows a sip and a tel URI.</summary>
    private static NameAddress? Asserted(SipRequest invite) =>
        invite.Headers.Addresses(HeaderName.PAssertedIdentity).FirstOrDefault(a => a.Uri is { User.Length: > 0 });

    private static string Number(NameAddress? address, NumberInFormat format, string country, CompanySnapshot company) =>
        address?.Uri is { } uri ? company.Reader.Read(uri.User, format, country) ?? "" : "";

    /// <summary>Carriers often repeat the number where a name should be: that is none.</summary>
    private static string Name(NameAddress? address)
    {
        var name = address?.DisplayName.Trim() ?? "";
        return name.Length == 0 || name.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '.') ? "" : name;
    }

    /// <summary>Whether a From tells nothing (RFC 3323 section 4.1.1.3).</summary>
    public static bool IsAnonymous(NameAddress? from) =>
        from?.Uri is { } uri
        && (
            uri.Host.Equals(AnonymousHost, StringComparison.OrdinalIgnoreCase)
            || uri.User.Equals("anonymous", StringComparison.OrdinalIgnoreCase)
        );
}
