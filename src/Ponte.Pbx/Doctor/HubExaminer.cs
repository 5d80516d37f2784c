using System.Collections.Immutable;
using System.Globalization;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;
using Ponte.Pbx.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Doctor;

/// <summary>Asks the hubs of a line now: name, connection, TLS, OPTIONS.</summary>
/// <param name="transport">Connects.</param>
/// <param name="tools">Resolves and asks.</param>
/// <param name="settings">The machine.</param>
public sealed class HubExaminer(ISipTransport transport, MonitorTools tools, PbxSettings settings)
{
    /// <summary>All hubs, side by side.</summary>
    public async Task<ImmutableArray<HubFact>> ExamineAsync(TeamsSettings line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        var probes = PeerProbes.Of(line, settings);
        var facts = await Task.WhenAll(line.Hubs.Select((hub, i) => ExamineAsync(line, hub, probes[i], cancellationToken)));
        return [.. facts];
    }

    /// <summary>What a name of ours leads to.</summary>
    public async Task<NameFact> ResolveAsync(TeamsSettings line, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        var found = await tools.Resolver.ResolveAsync(new ResolveRequest(name, line.Port, TransportProtocol.Tls), cancellationToken);
        return new NameFact(line.Name, name, [.. found.Hops.Select(h => h.Address.Address)], found.IsSuccess ? "" : found.Detail);
    }

    private async Task<HubFact> ExamineAsync(TeamsSettings line, HubAddress hub, PeerProbe probe, CancellationToken cancellationToken)
    {
        var fact = new HubFact { Line = line.Name, Hub = probe.Address };
        var found = await tools.Resolver.ResolveAsync(new ResolveRequest(hub.Host, hub.Port, TransportProtocol.Tls), cancellationToken);
        if (!found.IsSuccess)
        {
            return fact with { Detail = found.Detail };
        }
        fact = fact with { Address = found.Hops[0].Address.ToString() };
        var target = found.Hops[0].ToTarget(line.Name);
        // What answers at once may still be a connection of before the fault: a new one tells how it is now.
        transport.Retire(target, "the doctor looks");
        var connected = await transport.ConnectAsync(target, cancellationToken);
        if (!connected.IsSuccess)
        {
            return fact with { ConnectFailure = connected.FailureKind, Detail = connected.Detail };
        }
        var result = await tools.Endpoint.SendRequestAsync(probe.Request, cancellationToken);
        return fact with
        {
            // A peer that refuses our certificate by TLS 1.3 lets us connect first, and ends the connection then.
            ConnectFailure = result.Failure?.Kind == SipFailureKind.Transport ? FlowFailureKind.Handshake : null,
            Status = result.Response?.StatusCode ?? 0,
            Detail = probe.Judge(result).Reason,
            ClockAhead = ClockAhead(result.Response),
        };
    }

    private TimeSpan? ClockAhead(SipResponse? response) =>
        response?.Headers.First("Date") is { } text
        && DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date - tools.Time.GetUtcNow()
            : null;
}
