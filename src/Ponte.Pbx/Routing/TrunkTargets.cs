using System.Net;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Pbx.Plan;
using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>Makes the leg that leaves by a carrier or an exchange.</summary>
internal sealed class TrunkTargets(LineBook lines, LegProfiles profiles, PbxSettings settings, PhoneServices phones)
{
    /// <summary>The leg to a number.</summary>
    /// <param name="choice">The line and the caller's number there.</param>
    /// <param name="number">In the inside form.</param>
    /// <param name="isEmergency">Whether the line's limits do not count.</param>
    /// <param name="call">What the line is told of the call.</param>
    public LegTarget For(LineChoice choice, string number, bool isEmergency, OutgoingCall call)
    {
        var (line, company) = (choice.Line, call.Company);
        var country = company.CountryOf(line);
        var called = company.Writer.Write(number, line.Numbers, country);
        var callerNumber = company.Writer.Write(choice.CallerNumber, line.Numbers, country);
        var binding = line.Accept is { } accept ? phones.Book.Of(accept.User, phones.Moment.Now).FirstOrDefault() : null;
        var hops = binding is null ? Hops(line) : [PhoneTargets.Hop(binding) with { FirstAnswerTimeout = line.Timeout }];
        var listener = binding is null ? settings.ListenerFor(line) : PhoneTargets.ListenerOf(binding);
        var contact = Contacts.AtListener(listener, line.Register?.User ?? callerNumber);
        var peer = hops.Count > 0 && IPAddress.TryParse(hops[0].Host, out var address) ? address : null;
        var profile = profiles.Trunk(company, line, contact, peer);
        if (binding is not null)
        {
            profile = PhoneSources.Registered(profile, PhoneKey.Of(line.Accept!.User, binding));
        }
        var domain = line.Register?.Server.Host ?? listener.Host;
        var to = Uri(called, hops.Count > 0 ? hops[0].Host : domain, null);
        var limits = isEmergency ? line with { Channels = null, CallsPerSecond = null } : line;
        string NumberUri(string forwarder) => Uri(company.Writer.Write(forwarder, line.Numbers, country), domain, null);
        var identity = callerNumber.Length > 0 ? Uri(callerNumber, domain, null) : "";
        return new LegTarget
        {
            Kind = LegKind.Line,
            Name = line.Name,
            Peer = hops.Count > 0 ? hops[0].ToString() : "not registered",
            Profile = profile,
            TakeChannel = () => lines[line.Name].TakeOutgoing(limits),
            Invite = new OutgoingInvite
            {
                Destination = new Destination(hops),
                RequestUri = hop => binding is null ? Uri(called, hop.Host, hop.Port) : RegisteredUri(called, binding),
                From =
                    choice.HidesNumber || identity.Length == 0
                        ? Caller.AnonymousFrom
                        : NameAddress.Format(call.Caller.Shown.Name, identity),
                To = $"<{to}>",
                Settings = profile.Session,
                Headers =
                [
                    .. IdentityHeaders(identity, choice.HidesNumber),
                    .. ForwardHeaders.Of(line.ForwardedBy, call.Forwarders, NumberUri, to),
                    PassMark.Write(call.Passes),
                ],
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
        return [.. line.Peers.OrderBy(p => state.RankOf(p.ToString())).Select(p => Hop(p, line.Timeout))];
    }

    /// <summary>A peer as a hop.</summary>
    public static DestinationHop Hop(PeerAddress peer, TimeSpan timeout) =>
        new(peer.Host, peer.Port, Protocol(peer.Transport)) { FirstAnswerTimeout = timeout };

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
