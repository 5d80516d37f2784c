using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports.Streams;
using Ponte.Sip.Transports.Tls;
using Ponte.Sip.Transports.Udp;
using Ponte.Sip.Transports.WebSockets;

namespace Ponte.Sip.Transports;

/// <summary>SIP over UDP, TCP and TLS on real sockets (RFC 3261 section 18), and over WebSockets that a web server accepted (RFC 7118). <see cref="Start"/>, use, dispose.</summary>
/// <remarks>
/// <para>A thread receives on each UDP socket; connections are served by the thread pool. Nobody waits for anybody: a peer that reads
/// slowly, sends slowly or opens many connections costs itself the connection.</para>
/// <para>Subscribe to the events before <see cref="Start"/>.</para>
/// </remarks>
public sealed class SipTransport : ISipTransport, IAsyncDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LateTick = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMilliseconds(500);

    private readonly SipTransportOptions _options;
    private readonly TransportHub _hub;
    private readonly List<UdpListener> _udp = [];
    private readonly List<StreamListener> _streams = [];
    private readonly TlsProfiles _profiles = new();
    private ListenerChoice _choice = new([], TimeProvider.System);
    private OutboundPool? _pool;
    private ITimer? _tick;
    private ITimer? _certificateTick;
    private long _tickedAt;
    private int _isDisposed;

    /// <summary>Creates a transport; it does nothing yet.</summary>
    public SipTransport(SipTransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _hub = new TransportHub(options);
    }

    /// <inheritdoc/>
    public event Action<SipMessage, SipFlow>? Received
    {
        add => _hub.Received += value;
        remove => _hub.Received -= value;
    }

    /// <inheritdoc/>
    public event Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed
    {
        add => _hub.Malformed += value;
        remove => _hub.Malformed -= value;
    }

    /// <inheritdoc/>
    public event Action<SipFlow, string>? FlowClosed
    {
        add => _hub.FlowClosed += value;
        remove => _hub.FlowClosed -= value;
    }

    /// <summary>A TLS handshake failed, in either direction. On a transport thread.</summary>
    public event Action<HandshakeFailure>? HandshakeFailed
    {
        add => _hub.HandshakeFailed += value;
        remove => _hub.HandshakeFailed -= value;
    }

    /// <summary>
    /// The files of a TLS profile changed. Without errors among the problems they are in use and connections of the profile are being renewed;
    /// otherwise the old ones stay in use. On a timer thread.
    /// </summary>
    public event Action<string, ImmutableArray<CertificateProblem>>? CertificatesChanged;

    /// <summary>The transport's instruments, for those who read figures of one transport.</summary>
    internal Meter Meter => _hub.Metrics.Meter;

    /// <summary>Reads certificates, binds every listener and starts.</summary>
    /// <returns>Everything that is wrong, at once; empty when the transport is running. Otherwise nothing is bound.</returns>
    public ImmutableArray<TransportProblem> Start()
    {
        var problems = new List<TransportProblem>();
        OptionsCheck.Run(_options, problems);
        _profiles.Use(_options.Profiles, problems);
        foreach (var listener in _options.Listeners)
        {
            Bind(listener, problems);
        }
        if (problems.Count > 0)
        {
            _udp.ForEach(u => u.Abandon());
            _streams.ForEach(s => s.Stop());
            _udp.Clear();
            _streams.Clear();
            return [.. problems];
        }
        _choice = new ListenerChoice([.. _udp.Select(u => u.Bound), .. _streams.Select(s => s.Bound)], _options.Time);
        _pool = new OutboundPool(_hub, new StreamConnector(_hub, _profiles, _choice));
        _udp.ForEach(u => u.Start());
        _streams.ForEach(s => s.Start());
        _tickedAt = _options.Time.GetTimestamp();
        _tick = _options.Time.CreateTimer(_ => Tick(), null, TickInterval, TickInterval);
        _certificateTick = _options.Time.CreateTimer(
            _ => CheckCertificates(),
            null,
            _options.CertificatePollInterval,
            _options.CertificatePollInterval
        );
        return [];
    }

    /// <summary>
    /// Takes other TLS profiles in the place of all that there are, while the transport runs. What did not change is left alone; connections of
    /// a profile that changed or is gone are renewed. Called by one thread at a time, after <see cref="Start"/>.
    /// </summary>
    /// <returns>Everything that is wrong; a profile that cannot be used stays as it was.</returns>
    public ImmutableArray<TransportProblem> UseProfiles(ImmutableArray<TlsProfileOptions> profiles)
    {
        var problems = new List<TransportProblem>();
        foreach (var changed in _profiles.Use(profiles, problems))
        {
            Renew(changed);
        }
        return [.. problems];
    }

    /// <summary>The address that a listener got; of interest when port 0 was asked for.</summary>
    /// <exception cref="ArgumentException">There is no listener of that name.</exception>
    public IPEndPoint AddressOf(string listener) =>
        _udp.Select(u => u.Bound)
            .Concat(_streams.Select(s => s.Bound))
            .FirstOrDefault(b => string.Equals(b.Options.Name, listener, StringComparison.Ordinal))
            ?.Address
        ?? throw new ArgumentException($"There is no listener \"{listener}\".", nameof(listener));

    /// <summary>
    /// Carries SIP over a WebSocket of the subprotocol <c>sip</c> (RFC 7118) until it ends; it is closed then, and disposed of by the caller. Its
    /// pings are the web server's. From any thread.
    /// </summary>
    /// <param name="socket">The accepted socket.</param>
    /// <param name="local">The address that the peer connected to; it is written into Via.</param>
    /// <param name="remote">The peer's address: that of the browser where a trusted proxy tells it. Limits are counted by it.</param>
    /// <param name="isSecure">Whether the browser speaks TLS, to us or to a trusted proxy.</param>
    public Task ServeWebSocketAsync(WebSocket socket, IPEndPoint local, IPEndPoint remote, bool isSecure)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(remote);
        var served = WebSocketConnection.ServeAsync(_hub, socket, local, remote, isSecure);
        _hub.Tasks.Run(() => served);
        return served;
    }

    /// <inheritdoc/>
    public void Send(SipFlow flow, SipMessage message)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(message);
        _hub.Send(flow, message.Bytes);
    }

    /// <inheritdoc/>
    public ValueTask<FlowResult> ConnectAsync(SipTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (_pool is null)
        {
            return ValueTask.FromResult(FlowResult.Failure(FlowFailureKind.Cancelled, "the transport is not running"));
        }
        if (target.Protocol.IsWebSocket())
        {
            return ValueTask.FromResult(
                FlowResult.Failure(FlowFailureKind.NotConfigured, "a browser is reached only over the connection that it opened")
            );
        }
        if (target.Protocol != TransportProtocol.Udp)
        {
            return _pool.GetAsync(target, cancellationToken);
        }
        var listener = UdpListenerFor(target);
        return ValueTask.FromResult(
            listener is null
                ? FlowResult.Failure(
                    FlowFailureKind.NotConfigured,
                    $"there is no UDP listener for addresses such as {target.Address.Address}"
                )
                : FlowResult.Success(listener.FlowTo(target.Address))
        );
    }

    /// <inheritdoc/>
    public void Retire(SipTarget target, string reason)
    {
        ArgumentNullException.ThrowIfNull(target);
        _pool?.Retire(target);
    }

    /// <summary>Sends what is queued, closes everything and waits for the end, half a second at most for peers that do not answer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }
        _tick?.Dispose();
        _certificateTick?.Dispose();
        _hub.Stop();
        _streams.ForEach(s => s.Stop());
        foreach (var connection in _hub.Connections.Snapshot())
        {
            connection.Close(CloseCause.Stopped, "Ponte is stopping");
        }
        var all = _hub.Tasks.WhenAllAsync();
        await Task.WhenAny(all, Task.Delay(StopTimeout, TimeProvider.System)).ConfigureAwait(false);
        foreach (var connection in _hub.Connections.Snapshot())
        {
            connection.Abort(CloseCause.Stopped, "Ponte is stopping");
        }
        await all.ConfigureAwait(false);
        await Task.WhenAll(_udp.Select(u => u.StopAsync())).ConfigureAwait(false);
        _pool = null;
        _hub.Dispose();
    }

    private UdpListener? UdpListenerFor(SipTarget target)
    {
        if (target.Listener.Length > 0)
        {
            return _udp.Find(u => string.Equals(u.Bound.Options.Name, target.Listener, StringComparison.Ordinal));
        }
        var bound = _choice.Find(TransportProtocol.Udp, target.Address, target.Profile);
        return bound is null ? null : _udp.Find(u => u.Bound == bound);
    }

    private void Bind(ListenerOptions listener, List<TransportProblem> problems)
    {
        try
        {
            if (listener.Protocol == TransportProtocol.Udp)
            {
                _udp.Add(UdpListener.Bind(listener, _hub));
            }
            else
            {
                _streams.Add(StreamListener.Bind(listener, _hub, _profiles));
            }
        }
        catch (SocketException e)
        {
            problems.Add(BindErrors.Explain(listener, e));
        }
    }

    private void Tick()
    {
        // A tick that comes very late means that we did not run, not that the peers did nothing: this round is left out.
        var isLate = _options.Time.GetElapsedTime(_tickedAt) > LateTick;
        _tickedAt = _options.Time.GetTimestamp();
        if (isLate)
        {
            return;
        }
        foreach (var connection in _hub.Connections.Snapshot())
        {
            connection.CheckTime();
        }
        _pool?.CheckTime();
    }

    private void CheckCertificates()
    {
        foreach (var profile in _profiles.All)
        {
            if (!profile.CheckFiles(out var problems))
            {
                continue;
            }
            var taken = !problems.Any(p => p.IsError);
            _hub.Metrics.CertificateReloaded(profile.Options.Name, taken);
            if (taken)
            {
                Renew(profile.Options.Name);
            }
            CertificatesChanged?.Invoke(profile.Options.Name, problems);
        }
    }

    private void Renew(string profile)
    {
        _pool?.RetireProfile(profile);
        foreach (var connection in _hub.Connections.Snapshot())
        {
            if (
                connection.Flow.Protocol == TransportProtocol.Tls
                && string.Equals(connection.Flow.Profile, profile, StringComparison.Ordinal)
            )
            {
                connection.Retire();
            }
        }
    }
}
