using System.Net;
using Microsoft.Extensions.Logging;
using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;
using Ponte.Sip.Resolution;

namespace Ponte.Pbx.Lines;

/// <summary>
/// Watches one line as long as its settings stand: OPTIONS to each peer at its interval, and what the names of its peers resolve to.
/// A peer that is down is asked more often, so that calls go back to it soon, but not before the end of a time that it named itself.
/// </summary>
internal sealed partial class LineMonitor : IAsyncDisposable
{
    /// <summary>The time between two questions to a peer that is down.</summary>
    private static readonly TimeSpan DownInterval = TimeSpan.FromSeconds(10);

    private readonly LineSettings _line;
    private readonly LineState _state;
    private readonly MonitorTools _tools;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _tasks = [];

    public LineMonitor(LineSettings line, LineState state, PbxSettings settings, MonitorTools tools)
    {
        _line = line;
        _state = state;
        _tools = tools;
        if (line is TrunkSettings trunk && trunk.Peers.Any(p => p.Address is null))
        {
            _tasks.Add(WatchNamesAsync(trunk));
        }
        if (line.OptionsInterval is { } interval)
        {
            _tasks.AddRange(PeerProbes.Of(line, settings).Select(p => WatchPeerAsync(p, interval)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
        _stop.Dispose();
    }

    private async Task WatchPeerAsync(PeerProbe probe, TimeSpan interval)
    {
        TimeSpan rest;
        do
        {
            var result = await _tools.Endpoint.SendRequestAsync(probe.Request, _stop.Token);
            if (_stop.IsCancellationRequested)
            {
                return;
            }
            var verdict = probe.Judge(result);
            if (_state.Note(probe.Address, verdict))
            {
                LogHealth(_tools.Log, _line.Name, probe.Address, InWords(verdict.Health), verdict.Reason);
            }
            rest = verdict switch
            {
                { LeaveAlone.Ticks: > 0 } => verdict.LeaveAlone,
                { Health: PeerHealth.Down } => Shorter(interval),
                _ => interval,
            };
        } while (await WaitAsync(rest));
    }

    private async Task WatchNamesAsync(TrunkSettings line)
    {
        do
        {
            var addresses = new List<IPAddress>();
            foreach (var peer in line.Peers.Where(p => p.Address is null))
            {
                var hop = TrunkTargets.Hop(peer, line.Timeout);
                var result = await _tools.Resolver.ResolveAsync(new ResolveRequest(hop.Host, hop.Port, hop.Transport), _stop.Token);
                addresses.AddRange(result.Hops.Select(h => h.Address.Address));
            }
            // A DNS server that is away for a moment does not make the carrier a stranger.
            if (addresses.Count > 0)
            {
                _state.NoteResolved(addresses);
            }
        } while (await WaitAsync(LineSettings.DefaultOptionsInterval));
    }

    private static string InWords(PeerHealth health) =>
        health switch
        {
            PeerHealth.Up => "up",
            PeerHealth.Refusing => "there, and refuses us:",
            _ => "down",
        };

    private static TimeSpan Shorter(TimeSpan interval) => interval < DownInterval ? interval : DownInterval;

    private async Task<bool> WaitAsync(TimeSpan delay)
    {
        await Task.Delay(delay, _tools.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_stop.IsCancellationRequested;
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Line {Line}: {Peer} is {Health} {Reason}")]
    private static partial void LogHealth(ILogger log, string line, string peer, string health, string reason);
}
