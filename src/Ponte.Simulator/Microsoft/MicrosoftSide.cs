using System.Collections.Concurrent;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Media;
using Ponte.Simulator.Signalling;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Microsoft;

/// <summary>
/// A simulated Microsoft side of Direct Routing: hubs that SBCs connect to, users with numbers, media with SRTP. It refuses what Microsoft
/// refuses, looks like Microsoft on the wire, and notes what an SBC does that it must not do. Members are for any thread.
/// </summary>
public sealed partial class MicrosoftSide : IAsyncDisposable
{
    private static readonly TimeSpan Housekeeping = TimeSpan.FromSeconds(1);

    private readonly MicrosoftOptions _options;
    private readonly TimeProvider _time;
    private readonly SimulatorLoop _loop;
    private readonly MediaClock _clock;
    private readonly MessageLog _log;
    private readonly SipAgent _agent;
    private readonly MicrosoftTls _tls;
    private readonly OwnConnections _own;
    private readonly List<Hub> _hubs = [];
    private readonly List<Gateway> _gateways = [];
    private readonly List<TeamsUser> _users = [];
    private readonly List<Wire> _inbound = [];
    private readonly CallTable _calls = new();
    private readonly Complaints _violations = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly ConcurrentQueue<string> _tlsRefusals = new();
    private readonly ConcurrentQueue<MicrosoftRefusal> _refusals = new();

    private MicrosoftSide(MicrosoftOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _loop = new SimulatorLoop(time);
        _clock = new MediaClock(time);
        _log = new MessageLog(time);
        _agent = new SipAgent(_loop.Loop, HeaderStyle.UpperCase, this, _log);
        _tls = new MicrosoftTls(options, _loop.Loop, _agent, _tlsRefusals.Enqueue);
        _hubs.AddRange(options.Hubs.Select(h => new Hub(h, ApplyFaultAsync)));
        _gateways.AddRange(options.Tenants.SelectMany(t => t.Gateways.Select(g => new Gateway(t, g))));
        _users.AddRange(options.Tenants.SelectMany(t => t.Users.Select(u => new TeamsUser(this, t, u))));
        _own = new OwnConnections(options, _hubs, _tls);
    }

    /// <summary>The hubs.</summary>
    public IReadOnlyList<Hub> Hubs => _hubs;

    /// <summary>The SBCs of all tenants.</summary>
    public IReadOnlyList<Gateway> Gateways => _gateways;

    /// <summary>The users of all tenants.</summary>
    public IReadOnlyList<TeamsUser> Users => _users;

    /// <summary>What an SBC did that breaks a rule or a call, in words.</summary>
    public IReadOnlyList<string> Violations => _violations.All;

    /// <summary>What an SBC did against the documentation without harm.</summary>
    public IReadOnlyList<string> Warnings => [.. _warnings];

    /// <summary>Handshakes that were refused, and why.</summary>
    public IReadOnlyList<string> TlsRefusals => [.. _tlsRefusals];

    /// <summary>Requests that were refused by a rule.</summary>
    public IReadOnlyList<MicrosoftRefusal> Refusals => [.. _refusals];

    /// <summary>The last messages, oldest first.</summary>
    public IReadOnlyList<LoggedMessage> Messages => _log.ToList();

    /// <summary>Defects of the simulator itself.</summary>
    public IReadOnlyList<Exception> Faults => _loop.Faults;

    /// <summary>Raised on the simulator's loop when a call enters another phase.</summary>
    public event Action<SimulatedCall>? CallChanged;

    /// <summary>Starts to listen on all hubs.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">An address cannot be bound.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A certificate file cannot be read.</exception>
    public static MicrosoftSide Start(MicrosoftOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var side = new MicrosoftSide(options, time);
        foreach (var hub in side._hubs)
        {
            side.Listen(hub);
        }
        side._loop.Loop.Post(side.KeepHouse);
        return side;
    }

    /// <summary>A user by the short name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TeamsUser User(string id) =>
        _users.Find(u => u.Options.Id.Equals(id, StringComparison.Ordinal)) ?? throw new KeyNotFoundException($"There is no user {id}.");

    /// <summary>An SBC by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Gateway Gateway(string fqdn) =>
        _gateways.Find(g => g.Fqdn.Equals(fqdn, StringComparison.OrdinalIgnoreCase))
        ?? throw new KeyNotFoundException($"There is no SBC {fqdn}.");

    /// <summary>The calls that are going on.</summary>
    public Task<IReadOnlyList<SimulatedCall>> CallsAsync() => _loop.CallAsync<IReadOnlyList<SimulatedCall>>(() => [.. _calls.Running]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var hub in _hubs)
        {
            await (hub.Listener?.DisposeAsync() ?? default);
        }
        await _loop.CallAsync(() =>
        {
            _violations.Close();
            _own.Stop();
            foreach (var call in _calls.Running.ToList())
            {
                call.Media.Dispose();
            }
            foreach (var wire in _inbound.Concat(_own.All).ToList())
            {
                wire.Close("the simulator stops");
            }
            return true;
        });
        await _loop.DisposeAsync();
        await _clock.DisposeAsync();
    }

    private void Listen(Hub hub) =>
        hub.Begin(
            new StreamListener(
                StreamListener.Bind(hub.Listen),
                _loop.Loop,
                async socket =>
                {
                    var wire = await _tls.AcceptAsync(socket, hub.Name);
                    if (wire is not null)
                    {
                        _loop.Loop.Post(() => _inbound.Add(wire));
                    }
                    return wire;
                }
            )
        );

    private async Task ApplyFaultAsync(Hub hub, HubFault fault)
    {
        if (fault == HubFault.Refused)
        {
            await (hub.Listener?.DisposeAsync() ?? default);
            hub.Listener = null;
            await _loop.CallAsync(() =>
            {
                foreach (var wire in _inbound.Where(w => string.Equals(w.Owner, hub.Name, StringComparison.Ordinal)).ToList())
                {
                    wire.Close("the hub refuses connections");
                }
                return true;
            });
        }
        else if (hub.Listener is null)
        {
            Listen(hub);
        }
    }

    /// <summary>Closes what is idle, probes what is due, and calls a trunk down that was silent for too long.</summary>
    private void KeepHouse()
    {
        var now = _loop.Loop.Now;
        var idle = _options.IdleTimeout + _options.IdleGrace;
        foreach (var wire in _inbound.Concat(_own.All).Where(w => w.IsOpen && now - w.LastUsed > idle).ToList())
        {
            wire.Close("idle");
        }
        _inbound.RemoveAll(w => !w.IsOpen);
        foreach (var gateway in _gateways)
        {
            if (gateway.LastOptions is not { } last)
            {
                continue;
            }
            if (now - last > _options.TrunkTimeout)
            {
                gateway.OnSilent();
            }
            else if (gateway.Options.SendSipOptions && now >= gateway.NextProbe)
            {
                Probe(gateway);
            }
        }
        _loop.Loop.Schedule(Housekeeping, KeepHouse);
    }

    private Hub HubOf(Wire wire) => _hubs.Find(h => h.Name.Equals(wire.Owner, StringComparison.Ordinal)) ?? _hubs[0];

    private void Refuse(ServerExchange exchange, MicrosoftRefusal refusal, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        _refusals.Enqueue(refusal);
        var text = Respond(exchange.Request, refusal.Status, refusal.Phrase, Tokens.Tag()).Add("REASON", refusal.Reason(Guid.NewGuid()));
        foreach (var (name, value) in headers)
        {
            text.Add(name, value);
        }
        exchange.Respond(text.AddLength("CONTENT-LENGTH"));
    }

    /// <summary>A response in Microsoft's order, up to where Contact and body follow.</summary>
    private static MessageText Respond(SipRequest request, int status, string phrase, string toTag, ReadOnlyMemory<byte> sdp = default)
    {
        var to = request.To is { Tag.Length: 0 } address && toTag.Length > 0 ? address.WithTag(toTag) : null;
        return new MessageText($"SIP/2.0 {status} {phrase}", "application/sdp", sdp)
            .Add("FROM", request.Headers.First(HeaderName.From) ?? "")
            .Add("TO", to ?? request.Headers.First(HeaderName.To) ?? "")
            .Add("CSEQ", request.CSeq.ToString())
            .Add("CALL-ID", request.CallId)
            .Copy("VIA", request, HeaderName.Via);
    }
}
