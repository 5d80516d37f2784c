using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones;

/// <summary>Tells which registered phone or line an INVITE came from.</summary>
internal sealed class PhoneSources(PhoneServices phones, LegProfiles profiles)
{
    /// <summary>
    /// Who sent the INVITE where it says that it comes from an account, whatever line has the same address: by the way that the account is
    /// registered, by its From, or by credentials. Null: it does not say so.
    /// </summary>
    public Identification? Claimed(SipRequest invite, SipFlow flow, CompanySnapshot company)
    {
        var directory = phones.Directory;
        if (directory.Accounts.Count == 0)
        {
            return null;
        }
        var onFlow = phones.OnFlow(invite, flow);
        if (onFlow is { Line: not null })
        {
            // A line is known by the address that it registered from, like one whose address the document holds.
            return Known(onFlow, invite, flow, company);
        }
        var isClaimed =
            onFlow is not null || directory.Find(invite.From?.Uri?.UserText ?? "") is not null || HasCredentials(invite, directory.Realm);
        return isClaimed ? Proven(invite, flow, company) : null;
    }

    /// <summary>Who sent the INVITE by its credentials; what has none is asked for them.</summary>
    public Identification Proven(SipRequest invite, SipFlow flow, CompanySnapshot company)
    {
        if (phones.Directory.Accounts.Count == 0)
        {
            return Identification.Stranger;
        }
        var proof = phones.Prove(invite, flow, asProxy: true);
        return proof.Account is { } account
            ? Known(account, invite, flow, company)
            : new Identification.Refused(proof.Status, proof.Headers);
    }

    private Identification Known(PhoneAccount account, SipRequest invite, SipFlow flow, CompanySnapshot company)
    {
        var peer = flow.Remote.ToString();
        var contact = Contacts.OnFlow(flow, invite.RequestUri?.User ?? "");
        var registration = phones.RegistrationOf(account.Name, flow);
        if (account.Line is { } name)
        {
            return
                company.Document.Lines.OfType<TrunkSettings>().FirstOrDefault(l => l.Name.Equals(name, StringComparison.Ordinal))
                    is { } line
                ? new Identification.Known(
                    new LegOrigin(
                        LegKind.Line,
                        line.Name,
                        peer,
                        Registered(profiles.Trunk(company, line, contact, flow.Remote.Address), registration)
                    )
                )
                : Identification.Stranger;
        }
        var user = company.Document.Users.FirstOrDefault(u => u.Id.Equals(account.User, StringComparison.Ordinal));
        var device = user?.Devices.FirstOrDefault(d => d.Login.Equals(account.Name, StringComparison.Ordinal));
        if (user is null || device is null)
        {
            return Identification.Stranger;
        }
        var profile = profiles.Phone(company, device, contact, flow.Remote.Address, registration, IsSecure(invite, flow, device));
        return new Identification.Known(new LegOrigin(LegKind.Phone, device.Login, peer, profile, user.Id));
    }

    /// <summary>Whether there are credentials that answer a challenge of ours.</summary>
    private static bool HasCredentials(SipRequest invite, string realm) =>
        invite
            .Headers.All(HeaderName.ProxyAuthorization)
            .Concat(invite.Headers.All(HeaderName.Authorization))
            .Any(v => v.Contains($"realm=\"{realm}\"", StringComparison.Ordinal));

    /// <summary>The leg of a line that registers with us goes where it is registered.</summary>
    public static LegProfile Registered(LegProfile profile, string registration) =>
        profile with
        {
            Session = profile.Session with { Registration = registration },
        };

    /// <summary>Where the choice is the phone's, its offer tells; without an offer the connection does.</summary>
    private static bool IsSecure(SipRequest invite, SipFlow flow, DeviceSettings device) =>
        device.Srtp switch
        {
            MediaSecurity.Off => false,
            MediaSecurity.Required => true,
            _ => invite.Body.IsEmpty ? flow.Protocol == TransportProtocol.Tls : invite.Body.Span.IndexOf("RTP/SAVP"u8) >= 0,
        };
}
