using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Plan;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Routing;

/// <summary>Reads from an INVITE what the number plan is asked with.</summary>
internal static class PlanCallers
{
    /// <summary>Who calls; null where the line or device is no longer in the document.</summary>
    public static PlanCaller? Of(LegOrigin origin, SipRequest invite, CompanySnapshot company) =>
        origin.Kind == LegKind.Phone
            ? OfPhone(origin, invite, company)
            : company.Document.Lines.FirstOrDefault(l => l.Name.Equals(origin.Name, StringComparison.Ordinal)) switch
            {
                TeamsSettings teams => OfTeams(invite, teams, company),
                TrunkSettings trunk => OfTrunk(invite, trunk, company),
                _ => null,
            };

    /// <summary>
    /// The party that stays in a transfer, with the rights of the user who hands over; where that is none, with those of the line. Null where
    /// who hands over is no longer in the document.
    /// </summary>
    public static PlanCaller? OfTransfer(TransferRequest request, CompanySnapshot company)
    {
        var outside = request.Outside;
        var rights = company.UserById(request.Transferor.User ?? "");
        var line = company.Document.Lines.FirstOrDefault(l => l.Name.Equals(request.Transferor.Name, StringComparison.Ordinal));
        return rights is null && line is null
            ? null
            : new PlanCaller
            {
                Shown = outside,
                AssertedNumber = outside.Number,
                Line = rights is null ? line : null,
                User = rights is null ? null : company.UserOf(outside.Number),
                RightsOf = rights,
            };
    }

    /// <summary>A user for whom we call.</summary>
    /// <param name="user">The user.</param>
    /// <param name="leg">The user's leg; null before it is there.</param>
    /// <param name="company">The snapshot.</param>
    public static PlanCaller Own(UserSettings user, LegIdentity? leg, CompanySnapshot company) =>
        new()
        {
            Shown = new Party(user.Extension.Length > 0 ? user.Extension : user.Number, user.Name),
            Device = leg is { Kind: LegKind.Phone } ? leg.Name : "",
            Line = leg is { Kind: LegKind.Teams }
                ? company.Document.Lines.FirstOrDefault(l => l.Name.Equals(leg.Name, StringComparison.Ordinal))
                : null,
            User = user,
        };

    /// <summary>What was dialled.</summary>
    public static string Dialled(SipRequest invite, LineSettings? line, CompanySnapshot company)
    {
        var user = invite.RequestUri?.User ?? "";
        // A carrier that we register with calls our Contact; the number that was dialled is then in To.
        if (
            line is not TrunkSettings { Register: { } register }
            || !register.User.Equals(invite.RequestUri?.UserText, StringComparison.Ordinal)
        )
        {
            return user;
        }
        var to = invite.To?.Uri?.User ?? "";
        var isOurs =
            company.Reader.Read(to, FormatOf(line), company.CountryOf(line)) is { } number
            && (company.UserOf(number) is not null || company.FlowAt(number) is not null);
        return isOurs ? to : user;
    }

    /// <summary>Who forwarded the call before it came here, the first one first.</summary>
    public static ValueList<Forwarder> Forwarders(SipRequest invite, LineSettings? line, CompanySnapshot company)
    {
        var country = line is null ? company.Document.Company.Country : company.CountryOf(line);
        return [.. ForwardersReader.Read(invite, FormatOf(line), country, company)];
    }

    private static NumberInFormat FormatOf(LineSettings? line) => (line as TrunkSettings)?.Numbers.In ?? NumberInFormat.National;

    private static PlanCaller? OfPhone(LegOrigin origin, SipRequest invite, CompanySnapshot company)
    {
        if (company.UserById(origin.User ?? "") is not { } user)
        {
            return null;
        }
        var caller = PhoneCallers.Of(invite, user);
        return new PlanCaller
        {
            Shown = caller.Shown,
            AssertedNumber = caller.AssertedNumber,
            Device = origin.Name,
            User = user,
        };
    }

    private static PlanCaller OfTeams(SipRequest invite, TeamsSettings line, CompanySnapshot company)
    {
        var caller = CallerReader.FromTeams(invite, company);
        return new PlanCaller
        {
            Shown = caller.Shown,
            AssertedNumber = caller.AssertedNumber,
            Line = line,
            User = CallerReader.TeamsUser(invite, company),
        };
    }

    /// <summary>A caller from a carrier is nobody of the company, whatever number it shows.</summary>
    private static PlanCaller OfTrunk(SipRequest invite, TrunkSettings line, CompanySnapshot company)
    {
        var caller = CallerReader.FromTrunk(invite, line, company);
        var number = caller.Shown.IsAnonymous ? caller.AssertedNumber : caller.Shown.Number;
        return new PlanCaller
        {
            Shown = caller.Shown,
            AssertedNumber = caller.AssertedNumber,
            Line = line,
            User = line.Kind == LineKind.Pbx ? company.UserOf(number) : null,
        };
    }
}
