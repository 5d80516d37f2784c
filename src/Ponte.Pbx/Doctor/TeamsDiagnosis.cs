using System.Globalization;
using Ponte.Pbx.Document;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Doctor;

/// <summary>A line of kind teams: are we found, do the hubs answer, do they come to us, do calls pass.</summary>
internal static class TeamsDiagnosis
{
    /// <summary>Microsoft asks each minute; one answer in three is enough for it to call a trunk healthy (Direct Routing, health monitoring).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static IEnumerable<Finding> Listener(Examination facts, TeamsSettings line)
    {
        var port = line.Port.ToString(CultureInfo.InvariantCulture);
        var isThere = facts.Listeners.Any(l => l.Protocol == TransportProtocol.Tls && l.Port == line.Port);
        yield return isThere
            ? Finding.Good(FindingCode.ListenerGood, "Sip:Listeners", port)
            : Finding.Error(FindingCode.ListenerMissing, "Sip:Listeners", port);
    }

    public static IEnumerable<Finding> OwnNames(Examination facts, TeamsSettings line) =>
        facts
            .OwnNames.Where(n => Is(n.Line, line))
            .Select(n =>
                n.Failure.Length > 0
                    ? Finding.Error(FindingCode.OwnNameUnknown, $"lines.{line.Name}.fqdn", n.Name, n.Failure)
                    : Finding.Good(FindingCode.OwnNameGood, $"lines.{line.Name}.fqdn", n.Name, string.Join(", ", n.Addresses))
            );

    public static IEnumerable<Finding> Hubs(Examination facts, TeamsSettings line) =>
        facts.Hubs.Where(h => Is(h.Line, line)).Select(h => Of(h, line));

    public static IEnumerable<Finding> Options(Examination facts, TeamsSettings line)
    {
        var last = facts.Lines.FirstOrDefault(l => Is(l.Name, line))?.LastOptions;
        var ago = last is { } at ? facts.At - at : facts.Uptime;
        if (last is not null && ago <= Patience)
        {
            yield return Finding.Good(FindingCode.OptionsFromTeams, $"lines.{line.Name}", Text(ago.TotalSeconds));
        }
        else if (ago > Patience)
        {
            yield return Finding.Error(FindingCode.NoOptionsFromTeams, $"lines.{line.Name}.port", Text(ago.TotalMinutes));
        }
    }

    /// <summary>Each kind of refusal once, with the newest call.</summary>
    public static IEnumerable<Finding> Refusals(Examination facts) =>
        facts
            .Refusals.Select(r => (Fault: TeamsFaults.Of(r.Status, r.Text), Refusal: r))
            .Where(r => r.Fault != TeamsFault.Other)
            .DistinctBy(r => (r.Fault, r.Fault == TeamsFault.NumberNotAssigned ? r.Refusal.Number : ""))
            .Select(r =>
                Finding.Error(
                    FindingCode.CallsFailed,
                    "calls",
                    r.Fault.ToString(),
                    r.Refusal.Number,
                    string.Create(CultureInfo.InvariantCulture, $"{r.Refusal.Status} {r.Refusal.Text}")
                )
            );

    private static Finding Of(HubFact hub, TeamsSettings line)
    {
        var hubs = $"lines.{line.Name}.hubs";
        if (hub.Address.Length == 0)
        {
            return Finding.Error(FindingCode.HubNameUnknown, hubs, hub.Hub, hub.Detail);
        }
        return hub.ConnectFailure switch
        {
            FlowFailureKind.Refused => Finding.Error(FindingCode.HubRefuses, hubs, hub.Hub, hub.Address),
            FlowFailureKind.PeerCertificate => Finding.Error(
                FindingCode.HubCertificateRefused,
                $"lines.{line.Name}.trustAnchors",
                hub.Hub,
                hub.Detail
            ),
            FlowFailureKind.Handshake => Finding.Error(FindingCode.HubRefusesCertificate, "Tls:Certificate", hub.Hub, hub.Detail),
            not null => Finding.Error(FindingCode.HubUnreachable, hubs, hub.Hub, hub.Address, hub.Detail),
            null => Answer(hub, line, hubs),
        };
    }

    private static Finding Answer(HubFact hub, TeamsSettings line, string hubs) =>
        hub.Status switch
        {
            >= 200 and < 300 => Finding.Good(FindingCode.HubGood, hubs, hub.Hub),
            403 => Finding.Error(FindingCode.HubKnowsUsNot, $"lines.{line.Name}.fqdn", hub.Hub, hub.Detail),
            0 or 408 => Finding.Error(FindingCode.HubSilent, hubs, hub.Hub),
            _ => Finding.Error(FindingCode.HubFails, hubs, hub.Hub, hub.Detail),
        };

    private static bool Is(string name, LineSettings line) => name.Equals(line.Name, StringComparison.Ordinal);

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
