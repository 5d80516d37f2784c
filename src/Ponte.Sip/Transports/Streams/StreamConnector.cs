using System.Net;
using System.Net.Sockets;
using Ponte.Sip.Transports.Tls;

namespace Ponte.Sip.Transports.Streams;

/// <summary>Opens connections; every failure is a value.</summary>
internal sealed class StreamConnector(TransportHub hub, TlsProfiles profiles, ListenerChoice listeners)
{
    /// <summary>Opens a connection and starts it.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Fires when the transport stops.</param>
    /// <returns>The connection, or why there is none.</returns>
    public async Task<(StreamConnection? Connection, FlowResult Result)> OpenAsync(SipTarget target, CancellationToken cancellationToken)
    {
        var profile = target.Protocol == TransportProtocol.Tls ? profiles.Find(target.Profile) : null;
        if (target.Protocol == TransportProtocol.Tls && profile is null)
        {
            return Fail(target, FlowFailureKind.NotConfigured, $"there is no TLS profile \"{target.Profile}\"");
        }
        if (!hub.Connections.TryTakeOutbound())
        {
            return Fail(target, FlowFailureKind.Limit, $"{hub.Connections.OutboundCount} connections are open, and no more are allowed");
        }
        var socket = new Socket(target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        StreamConnection? connection = null;
        try
        {
            var opened = await OpenAsync(socket, target, profile, cancellationToken).ConfigureAwait(false);
            connection = opened.Connection;
            return opened;
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            return Fail(target, FlowFailureKind.Unreachable, $"the connection to {target.Address} broke while it was opened: {e.Message}");
        }
        finally
        {
            if (connection is not null)
            {
                hub.Tasks.Run(connection.RunAsync);
            }
            else
            {
                socket.Dispose();
                hub.Connections.ReleaseOutbound();
            }
        }
    }

    private async Task<(StreamConnection? Connection, FlowResult Result)> OpenAsync(
        Socket socket,
        SipTarget target,
        TlsProfile? profile,
        CancellationToken cancellationToken
    )
    {
        var listener = listeners.Find(target.Protocol, target.Address, target.Profile);
        if (await ConnectAsync(socket, target, listener, cancellationToken).ConfigureAwait(false) is { } failed)
        {
            return failed;
        }
        Stream stream = new NetworkStream(socket, ownsSocket: false);
        TlsPeer? peer = null;
        if (profile is not null)
        {
            var result = await ShakeHandsAsync(stream, target, profile, cancellationToken).ConfigureAwait(false);
            if (result.Stream is null)
            {
                return Fail(target, Kind(result.Refusal, cancellationToken), result.Detail);
            }
            stream = result.Stream;
            peer = result.Peer;
        }
        var local = (IPEndPoint)socket.LocalEndPoint!;
        var connection = new StreamConnection(hub, socket, stream, writer => Flow(writer, target, local, listener, peer), slot: null);
        return (connection, FlowResult.Success(connection.Flow));
    }

    private async Task<(StreamConnection? Connection, FlowResult Result)?> ConnectAsync(
        Socket socket,
        SipTarget target,
        BoundListener? listener,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(hub.Options.Connections.ConnectTimeout, hub.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            SocketSettings.Apply(socket);
            if (ListenerChoice.BindAddress(listener, target.Address) is { } source)
            {
                socket.Bind(new IPEndPoint(source, 0));
            }
            await socket.ConnectAsync(target.Address, either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(target, FlowFailureKind.Cancelled, "the transport is stopping");
        }
        catch (OperationCanceledException)
        {
            return Fail(
                target,
                FlowFailureKind.TimedOut,
                $"{target.Address} does not answer within {hub.Options.Connections.ConnectTimeout.TotalSeconds:0.#} s"
            );
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => Fail(target, FlowFailureKind.Refused, $"{target.Address} refuses the connection"),
                SocketError.TimedOut => Fail(target, FlowFailureKind.TimedOut, $"{target.Address} does not answer"),
                _ => Fail(target, FlowFailureKind.Unreachable, $"{target.Address} cannot be reached: {e.Message}"),
            };
        }
    }

    private async Task<HandshakeResult> ShakeHandsAsync(
        Stream stream,
        SipTarget target,
        TlsProfile profile,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(hub.Options.Connections.HandshakeTimeout, hub.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var result = await TlsHandshake
            .ConnectAsync(stream, profile.Current, target.ServerName, profile.Options.PeerNames, hub.Time.GetUtcNow(), either.Token)
            .ConfigureAwait(false);
        if (result.Stream is null)
        {
            hub.RaiseHandshakeFailed(new HandshakeFailure(false, target.Address, "", result.Refusal, result.Detail, result.Peer));
        }
        return result;
    }

    private static FlowFailureKind Kind(TlsRefusal refusal, CancellationToken cancellationToken) =>
        refusal switch
        {
            TlsRefusal.TimedOut when cancellationToken.IsCancellationRequested => FlowFailureKind.Cancelled,
            TlsRefusal.TimedOut => FlowFailureKind.TimedOut,
            TlsRefusal.NoCertificate
            or TlsRefusal.Untrusted
            or TlsRefusal.Expired
            or TlsRefusal.NotYetValid
            or TlsRefusal.WrongName
            or TlsRefusal.WrongUsage
            or TlsRefusal.BadChain => FlowFailureKind.PeerCertificate,
            _ => FlowFailureKind.Handshake,
        };

    private (StreamConnection? Connection, FlowResult Result) Fail(SipTarget target, FlowFailureKind kind, string detail)
    {
        hub.Metrics.ConnectFailed(target.Protocol, kind);
        return (null, FlowResult.Failure(kind, detail));
    }

    private SipFlow Flow(IFlowWriter writer, SipTarget target, IPEndPoint local, BoundListener? listener, TlsPeer? peer) =>
        new()
        {
            Id = hub.NextFlowId(),
            Protocol = target.Protocol,
            Local = local,
            Remote = target.Address,
            IsInbound = false,
            ListenerName = listener?.Options.Name ?? "",
            Profile = target.Profile,
            Peer = peer,
            SentByHost =
                listener?.AdvertisedHost
                ?? (local.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{local.Address}]" : local.Address.ToString()),
            SentByPort = listener?.AdvertisedPort ?? local.Port,
            Writer = writer,
        };
}
