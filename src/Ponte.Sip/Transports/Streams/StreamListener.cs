using System.Net;
using System.Net.Sockets;
using Ponte.Sip.Transports.Tls;

namespace Ponte.Sip.Transports.Streams;

/// <summary>One TCP or TLS listener: accepts, applies the limits, shakes hands.</summary>
internal sealed class StreamListener
{
    /// <summary>How long accepting rests when the system has no more file descriptors.</summary>
    private static readonly TimeSpan ExhaustionPause = TimeSpan.FromMilliseconds(200);

    private readonly TransportHub _hub;
    private readonly Socket _socket;
    private readonly TlsProfiles _profiles;

    private StreamListener(BoundListener bound, TransportHub hub, Socket socket, TlsProfiles profiles)
    {
        Bound = bound;
        _hub = hub;
        _socket = socket;
        _profiles = profiles;
    }

    public BoundListener Bound { get; }

    /// <summary>Binds the socket; throws what the system says.</summary>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static StreamListener Bind(ListenerOptions options, TransportHub hub, TlsProfiles profiles)
    {
        var socket = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (options.Address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }
            socket.Bind(options.Address);
            socket.Listen(hub.Options.Connections.ListenBacklog);
            return new StreamListener(new BoundListener(options, (IPEndPoint)socket.LocalEndPoint!), hub, socket, profiles);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Starts to accept.</summary>
    public void Start() => _hub.Tasks.Run(AcceptAllAsync);

    /// <summary>Stops accepting; connections go on.</summary>
    public void Stop() => _socket.Dispose();

    private async Task AcceptAllAsync()
    {
        while (!_hub.Stopping.IsCancellationRequested)
        {
            try
            {
                Admit(await _socket.AcceptAsync(_hub.Stopping).ConfigureAwait(false));
            }
            catch (SocketException e) when (!_hub.Stopping.IsCancellationRequested)
            {
                // The peer was gone before it was accepted, or the system is out of something: go on, slowly in the latter case.
                _hub.Metrics.SocketError(Bound.Options.Name);
                if (e.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
                {
                    await Task.Delay(ExhaustionPause, TimeProvider.System).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Admit(Socket socket)
    {
        if (socket.RemoteEndPoint is not IPEndPoint remote)
        {
            socket.Dispose();
            return;
        }
        var slot = _hub.Connections.TryAdmit(remote.Address, isWeb: false, out var limit, out var evicted);
        evicted?.Evict();
        if (slot is null)
        {
            _hub.Metrics.Refused(Bound.Options.Name, limit);
            SocketSettings.Reset(socket);
            return;
        }
        _hub.Tasks.Run(() => ServeAsync(socket, remote, slot));
    }

    private async Task ServeAsync(Socket socket, IPEndPoint remote, InboundSlot slot)
    {
        StreamConnection? connection = null;
        try
        {
            connection = await PrepareAsync(socket, remote, slot).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The peer went away in between.
        }
        finally
        {
            if (connection is null)
            {
                socket.Dispose();
                _hub.Connections.Release(slot);
            }
        }
        if (connection is not null)
        {
            await connection.RunAsync().ConfigureAwait(false);
        }
    }

    private async Task<StreamConnection?> PrepareAsync(Socket socket, IPEndPoint remote, InboundSlot slot)
    {
        SocketSettings.Apply(socket);
        var local = (IPEndPoint)socket.LocalEndPoint!;
        var plain = new NetworkStream(socket, ownsSocket: false);
        if (Bound.Options.Protocol == TransportProtocol.Tcp)
        {
            return new StreamConnection(_hub, socket, plain, writer => Flow(writer, local, remote, null), slot);
        }
        var result = await ShakeHandsAsync(plain, remote, slot).ConfigureAwait(false);
        return result.Stream is { } secure
            ? new StreamConnection(_hub, socket, secure, writer => Flow(writer, local, remote, result.Peer), slot)
            : null;
    }

    private async Task<HandshakeResult> ShakeHandsAsync(NetworkStream plain, IPEndPoint remote, InboundSlot slot)
    {
        using var timeout = new CancellationTokenSource(_hub.Options.Connections.HandshakeTimeout, _hub.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, slot.Evicted, _hub.Stopping);
        var requirement = _hub.Options.TlsRequirement(remote, Bound.Options.Name);
        var own = _profiles.Find(Bound.Options.Profile)!;
        var trust = requirement.Profile.Length > 0 ? _profiles.Find(requirement.Profile) ?? own : own;
        var result = await TlsHandshake
            .AcceptAsync(plain, own.Current, trust.Current, requirement, _hub.Time.GetUtcNow(), any.Token)
            .ConfigureAwait(false);
        if (result.Refusal == TlsRefusal.TimedOut && !timeout.IsCancellationRequested)
        {
            result = result with { Refusal = TlsRefusal.GivenUp, Detail = "gave way to newer connections" };
        }
        if (result.Stream is null)
        {
            _hub.RaiseHandshakeFailed(new HandshakeFailure(true, remote, Bound.Options.Name, result.Refusal, result.Detail, result.Peer));
        }
        return result;
    }

    private SipFlow Flow(IFlowWriter writer, IPEndPoint local, IPEndPoint remote, TlsPeer? peer) =>
        new()
        {
            Id = _hub.NextFlowId(),
            Protocol = Bound.Options.Protocol,
            Local = local,
            Remote = remote,
            IsInbound = true,
            ListenerName = Bound.Options.Name,
            Profile = Bound.Options.Protocol == TransportProtocol.Tls ? Bound.Options.Profile : "",
            Peer = peer,
            SentByHost = Bound.AdvertisedHost,
            SentByPort = Bound.AdvertisedPort,
            Writer = writer,
        };
}
