using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>Makes the leg that leaves by a carrier or an exchange.</summary>
internal sealed class TrunkTargets(LineBook lines, LegProfiles profiles, PbxSettings settings, PhoneServices phones)
{
    /// <summary>The leg to a number, given in the inside form.</summary>
    public LegTarget For(TrunkSettings line, string number, Caller caller, CompanySnapshot company)
    {
        var country = company.CountryOf(line);
        var called = company.Writer.Write(number, line.Numbers, country);
        var callerNumber = company.Writer.Write(CallerNumber(line, caller, company), line.Numbers, country);
        var binding = line.Accept is { } accept ? phones.Book.Of(accept.User, phones.Moment.Now).FirstOrDefault() : null;
        var hops = binding is null ? Hops(line) : [PhoneTargets.Hop(binding) with { FirstAnswerTimeout = line.Timeout }];
        var listener = binding is null ? settings.ListenerFor(line) : PhoneTargets.ListenerOf(binding);
        var profile = profiles.Trunk(company, line, Contacts.AtListener(listener, line.Register?.User ?? callerNumber));
        if (binding is not null)
        {
            profile = PhoneSources.Registered(profile, PhoneKey.Of(line.Accept!.User, binding));
        }
        var domain = line.Register?.Server.Host ?? listener.Host;
        var identity = callerNumber.Length > 0 ? Uri(callerNumber, domain, null) : "";
        return new LegTarget
        {
            Kind = LegKind.Line,
            Name = line.Name,
            Peer = hops.Count > 0 ? hops[0].ToString() : "not registered",
            Profile = profile,
            TakeChannel = () => lines[line.Name].TakeOutgoing(line),
            Invite = new OutgoingInvite
            {
                Destination = new Destination(hops),
                RequestUri = hop => binding is null ? Uri(called, hop.Host, hop.Port) : RegisteredUri(called, binding),
                From =
                    caller.Shown.IsAnonymous || identity.Length == 0
                        ? Caller.AnonymousFrom
                        : NameAddress.Format(caller.Shown.Name, identity),
                To = $"<{Uri(called, hops.Count > 0 ? hops[0].Host : domain, null)}>",
                Settings = profile.Session,
                Headers = [.. IdentityHeaders(identity, caller.Shown.IsAnonymous)],
                Credentials = Credentials(line),
                Sdp = default,
            },
        };
    }

    /// <summary>Name and password of the line's account; null where it has none, or the password's reference leads nowhere.</summary>
    public Credentials? Credentials(TrunkSettings line) =>
        line.Register is { } register && settings.Secret(register.Password) is { } password
            ? new Credentials(register.AuthUser, password)
            : null;

    /// <summary>The peers in the document's order, those that are known to be down last.</summary>
    private List<DestinationHop> Hops(TrunkSettings line)
    {
        var state = lines[line.Name];
        return [.. line.Peers.OrderBy(p => state.StatusOf(p.ToString()).Health == PeerHealth.Down).Select(p => Hop(p, line.Timeout))];
    }

    /// <summary>A peer as a hop.</summary>
    public static DestinationHop Hop(PeerAddress peer, TimeSpan timeout) =>
        new(peer.Host, peer.Port, Protocol(peer.Transport)) { FirstAnswerTimeout = timeout };

    /// <summary>The number of the company that the carrier is told; a call from outside keeps its own unless the line has a number set.</summary>
    private static string CallerNumber(TrunkSettings line, Caller caller, CompanySnapshot company)
    {
        var number = caller.Shown.IsAnonymous ? caller.AssertedNumber : caller.Shown.Number;
        if (company.UserOf(number) is not { } user)
        {
            return line.CallerId.Length > 0 && line.Kind == LineKind.Carrier ? line.CallerId : number;
        }
        // An extension means nothing outside.
        var isShort = line.Kind == LineKind.Carrier && !number.StartsWith('+');
        return isShort
            ? user.Number.Length > 0
                ? user.Number
                : line.CallerId
            : number;
    }

    /// <summary>RFC 3325: the carrier is told the number also of a caller who withholds it, and told to keep it to itself.</summary>
    private static IEnumerable<ExtraHeader> IdentityHeaders(string identity, bool isAnonymous)
    {
        if (identity.Length > 0)
        {
            yield return new ExtraHeader("P-Asserted-Identity", $"<{identity}>");
        }
        if (isAnonymous)
        {
            yield return new ExtraHeader("Privacy", "id");
        }
    }

    /// <summary>The far end's own Contact with the number in place of its user.</summary>
    private static string RegisteredUri(string number, Binding binding)
    {
        if (!SipUri.TryParse(binding.Contact, out var contact))
        {
            return binding.Contact;
        }
        var uri = SipUriBuilder.From(contact);
        uri.User = number.Replace("#", "%23", StringComparison.Ordinal);
        return uri.ToString();
    }

    private static string Uri(string number, string host, int? port) =>
        new SipUriBuilder
        {
            User = number.Replace("#", "%23", StringComparison.Ordinal),
            Host = host,
            Port = port,
        }
            .Parameter("user", "phone")
            .ToString();

    private static TransportProtocol? Protocol(PeerTransport transport) =>
        transport switch
        {
            PeerTransport.Udp => TransportProtocol.Udp,
            PeerTransport.Tcp => TransportProtocol.Tcp,
            PeerTransport.Tls => TransportProtocol.Tls,
            _ => null,
        };
}
