using System.Net;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>Tells which line a request came from. Who is none of them gets no service.</summary>
internal sealed class CallSources(LineBook lines, LegProfiles profiles)
{
    /// <summary>The line that the request came from; null where it is none.</summary>
    public LineSettings? LineOf(SipRequest request, SipFlow flow, CompanySnapshot company)
    {
        foreach (var line in company.Document.Lines.OfType<TeamsSettings>())
        {
            if (IsFromTeams(flow, line) && OwnName(request, line) is not null)
            {
                return line;
            }
        }
        return TrunkOf(request, flow, company);
    }

    /// <summary>Who sent this INVITE; null where it is nobody we know.</summary>
    public LegOrigin? Origin(SipRequest invite, SipFlow flow, CompanySnapshot company) =>
        LineOf(invite, flow, company) switch
        {
            TeamsSettings teams => new LegOrigin(
                LegKind.Teams,
                teams.Name,
                flow.Remote.ToString(),
                profiles.Teams(company, teams, TeamsContact(invite, teams)),
                CallerReader.TeamsUser(invite, company)?.Id
            ),
            TrunkSettings trunk => new LegOrigin(
                LegKind.Line,
                trunk.Name,
                flow.Remote.ToString(),
                profiles.Trunk(company, trunk, Contacts.OnFlow(flow, invite.RequestUri?.User ?? ""), flow.Remote.Address)
            ),
            _ => null,
        };

    /// <summary>The name of ours (of the line or of one of its tenants) that a request was sent to; null where it is none.</summary>
    public static string? OwnName(SipRequest request, TeamsSettings line)
    {
        var host = request.RequestUri?.Host ?? "";
        return line.Tenants.Prepend(line.Fqdn).FirstOrDefault(n => n.Equals(host, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// A connection that Microsoft opened: from one of its ranges, not just from the hubs' own addresses, with a certificate that leads to
    /// a trusted root and holds Microsoft's name.
    /// </summary>
    private static bool IsFromTeams(SipFlow flow, TeamsSettings line) =>
        flow is { Protocol: TransportProtocol.Tls, Peer.IsTrusted: true }
        && line.PeerNames.Any(flow.Peer.IsFor)
        && IsIn(line, flow.Remote.Address);

    private TrunkSettings? TrunkOf(SipRequest request, SipFlow flow, CompanySnapshot company)
    {
        TrunkSettings? byAddress = null;
        foreach (var line in company.Document.Lines.OfType<TrunkSettings>())
        {
            if (!IsIn(line, flow.Remote.Address) && !lines[line.Name].ResolvedAddresses.Contains(flow.Remote.Address))
            {
                continue;
            }
            // Several accounts with one carrier share its addresses; the carrier calls the user that we registered.
            if (line.Register is { } register && register.User.Equals(request.RequestUri?.UserText, StringComparison.Ordinal))
            {
                return line;
            }
            byAddress ??= line;
        }
        return byAddress;
    }

    private static bool IsIn(LineSettings line, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return line.Addresses.Any(range => range.Contains(plain));
    }

    private static string TeamsContact(SipRequest invite, TeamsSettings line) =>
        Contacts.Teams(invite.RequestUri?.User ?? "", OwnName(invite, line) ?? line.Fqdn, line.Port);
}
