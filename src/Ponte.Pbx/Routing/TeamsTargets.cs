using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>Makes the leg that rings a user in Teams, as Direct Routing wants its INVITE.</summary>
internal sealed class TeamsTargets(LineBook lines, LegProfiles profiles)
{
    /// <summary>The leg; null where the user's name of ours belongs to no line of kind teams.</summary>
    public LegTarget? For(UserSettings person, bool isVoicemail, OutgoingCall call)
    {
        var (company, caller) = (call.Company, call.Caller);
        if (person.Teams is not { } user || company.TeamsLineOf(user) is not { } line)
        {
            return null;
        }
        var callerNumber = caller.Shown.IsAnonymous ? "" : WithPlus(caller.Shown.Number);
        var profile = profiles.Teams(company, line, Contacts.Teams(callerNumber, user.Fqdn, line.Port));
        var hops = Hops(line);
        return new LegTarget
        {
            Kind = LegKind.Teams,
            Name = line.Name,
            User = person.Id,
            Peer = hops[0].ToString(),
            Profile = profile,
            TakeChannel = () => lines[line.Name].TakeOutgoing(line),
            Invite = new OutgoingInvite
            {
                Destination = new Destination(hops),
                RequestUri = hop => UserUri(user.Number, hop, isVoicemail),
                From = From(caller.Shown, callerNumber, user.Fqdn),
                To = $"<{UserUri(user.Number, hops[0], isVoicemail: false)}>",
                Settings = profile.Session,
                Headers = [.. Headers(user, hops[0], call)],
                Sdp = default,
            },
        };
    }

    /// <summary>
    /// The leg that a REFER of Teams asks for; null where it does not lead to a hub of a line of ours. Request-URI and Referred-By stay
    /// as they came, unknown parameters included: they are how Microsoft finds the transfer again.
    /// </summary>
    public LegTarget? ForTransfer(TransferRequest request, OutgoingCall call)
    {
        var (company, caller) = (call.Company, call.Caller);
        var hub = request.ReferTo.Uri?.Host ?? "";
        var line = company
            .Document.Lines.OfType<TeamsSettings>()
            .FirstOrDefault(l => l.Hubs.Any(h => h.Host.Equals(hub, StringComparison.OrdinalIgnoreCase)));
        if (line is null)
        {
            return null;
        }
        var user = company.UserById(request.Transferor.User ?? "");
        var fqdn = user?.Teams?.Fqdn ?? line.Fqdn;
        var callerNumber = caller.Shown.IsAnonymous ? "" : WithPlus(caller.Shown.Number);
        var profile = profiles.Teams(company, line, Contacts.Teams(callerNumber, fqdn, line.Port));
        // The hub that Refer-To names has the transfer; the others stand by.
        var hops = Hops(line).OrderByDescending(h => h.Host.Equals(hub, StringComparison.OrdinalIgnoreCase)).ToList();
        return new LegTarget
        {
            Kind = LegKind.Teams,
            Name = line.Name,
            Peer = hops[0].ToString(),
            Profile = profile,
            TakeChannel = () => lines[line.Name].TakeOutgoing(line),
            Invite = new OutgoingInvite
            {
                Destination = new Destination(hops),
                RequestUri = _ => request.ReferToText,
                From = From(caller.Shown, callerNumber, fqdn),
                To = $"<{request.ReferToText}>",
                Settings = profile.Session,
                Headers = request.ReferredByText is { } by ? [new ExtraHeader("Referred-By", by)] : [],
                Sdp = default,
            },
        };
    }

    /// <summary>The hubs in Microsoft's order, those that are known to be down last.</summary>
    private List<DestinationHop> Hops(TeamsSettings line)
    {
        var state = lines[line.Name];
        return
        [
            .. line
                .Hubs.OrderBy(h => state.RankOf(h.ToString()))
                .Select(h => new DestinationHop(h.Host, h.Port, TransportProtocol.Tls)
                {
                    Profile = line.Name,
                    FirstAnswerTimeout = line.Timeout,
                }),
        ];
    }

    /// <summary><c>user=phone</c>: without it Microsoft guesses whether the user part is a number.</summary>
    private static string UserUri(string number, DestinationHop hop, bool isVoicemail)
    {
        var uri = new SipUriBuilder
        {
            User = number,
            Host = hop.Host,
            Port = hop.Port,
        }.Parameter("user", "phone");
        return (isVoicemail ? uri.Parameter("opaque", "app:voicemail") : uri).ToString();
    }

    /// <summary>Teams keeps <c>History-Info</c>, and knows by it who forwarded and what it has seen before; <c>Diversion</c> it does not know.</summary>
    private static IEnumerable<ExtraHeader> Headers(TeamsUserSettings user, DestinationHop hub, OutgoingCall call) =>
        ForwardHeaders.Of(
            ForwardHeader.HistoryInfo,
            call.Forwarders,
            number =>
                new SipUriBuilder { User = WithPlus(number), Host = user.Fqdn }
                    .Parameter("user", "phone")
                    .ToString(),
            UserUri(user.Number, hub, isVoicemail: false)
        );

    /// <summary>Teams shows number and name of From; it ignores P-Asserted-Identity.</summary>
    private static string From(Party caller, string number, string fqdn) =>
        number.Length == 0
            ? Caller.AnonymousFrom
            : NameAddress.Format(
                caller.Name,
                new SipUriBuilder { User = number, Host = fqdn }
                    .Parameter("user", "phone")
                    .ToString()
            );

    /// <summary>Teams wants a plus before every number, short ones too.</summary>
    private static string WithPlus(string number) => number.Length == 0 || number.StartsWith('+') ? number : "+" + number;
}
