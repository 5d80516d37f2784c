using System.Diagnostics.Metrics;

namespace Ponte.Sip.Transports;

/// <summary>The instruments of the transports.</summary>
internal sealed class TransportMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Ponte.Sip.Transports";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _received;
    private readonly Counter<long> _receivedBytes;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _sentBytes;
    private readonly Counter<long> _malformed;
    private readonly Counter<long> _sendDropped;
    private readonly Counter<long> _keepAlives;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _handshakeFailed;
    private readonly Counter<long> _connectFailed;
    private readonly Counter<long> _socketErrors;
    private readonly Counter<long> _certificateReloads;

    public TransportMetrics(Func<int> inbound, Func<int> outbound)
    {
        _received = _meter.CreateCounter<long>("ponte.sip.messages.received", "{message}", "SIP messages received");
        _receivedBytes = _meter.CreateCounter<long>("ponte.sip.bytes.received", "By", "Bytes of SIP messages received");
        _sent = _meter.CreateCounter<long>("ponte.sip.messages.sent", "{message}", "SIP messages sent");
        _sentBytes = _meter.CreateCounter<long>("ponte.sip.bytes.sent", "By", "Bytes of SIP messages sent");
        _malformed = _meter.CreateCounter<long>("ponte.sip.messages.malformed", "{message}", "Received bytes that are no SIP message");
        _sendDropped = _meter.CreateCounter<long>(
            "ponte.sip.messages.dropped",
            "{message}",
            "SIP messages that could not be sent, by reason"
        );
        _keepAlives = _meter.CreateCounter<long>("ponte.sip.keepalives", "{keepalive}", "CRLF keep-alives, by direction");
        _opened = _meter.CreateCounter<long>("ponte.sip.connections.opened", "{connection}", "Connections opened, by direction");
        _closed = _meter.CreateCounter<long>("ponte.sip.connections.closed", "{connection}", "Connections closed, by reason");
        _refused = _meter.CreateCounter<long>("ponte.sip.connections.refused", "{connection}", "Connections refused by a limit");
        _handshakeFailed = _meter.CreateCounter<long>("ponte.sip.handshakes.failed", "{handshake}", "TLS handshakes failed, by reason");
        _connectFailed = _meter.CreateCounter<long>(
            "ponte.sip.connects.failed",
            "{attempt}",
            "Connections that could not be opened, by reason"
        );
        _socketErrors = _meter.CreateCounter<long>("ponte.sip.socket.errors", "{error}", "Errors of listening sockets");
        _certificateReloads = _meter.CreateCounter<long>(
            "ponte.sip.certificates.reloaded",
            "{change}",
            "Changed certificate files, taken or refused"
        );
        _meter.CreateObservableGauge(
            "ponte.sip.connections",
            () => new[] { new Measurement<int>(inbound(), Direction(true)), new Measurement<int>(outbound(), Direction(false)) },
            "{connection}",
            "Connections open, by direction"
        );
    }

    /// <summary>The meter itself, for tests that must tell one transport's figures from another's.</summary>
    public Meter Meter => _meter;

    public void Received(TransportProtocol protocol, int bytes)
    {
        var tag = Protocol(protocol);
        _received.Add(1, tag);
        _receivedBytes.Add(bytes, tag);
    }

    public void Sent(TransportProtocol protocol, int bytes)
    {
        var tag = Protocol(protocol);
        _sent.Add(1, tag);
        _sentBytes.Add(bytes, tag);
    }

    public void Malformed(TransportProtocol protocol) => _malformed.Add(1, Protocol(protocol));

    public void SendDropped(TransportProtocol protocol, string reason) => _sendDropped.Add(1, Protocol(protocol), Reason(reason));

    public void KeepAlive(bool received) => _keepAlives.Add(1, Direction(received));

    public void Opened(TransportProtocol protocol, bool isInbound) => _opened.Add(1, Protocol(protocol), Direction(isInbound));

    public void Closed(TransportProtocol protocol, bool isInbound, CloseCause cause) =>
        _closed.Add(1, Protocol(protocol), Direction(isInbound), Reason(cause.Name()));

    public void Refused(string listener, string limit) =>
        _refused.Add(1, new KeyValuePair<string, object?>("listener", listener), Reason(limit));

    public void HandshakeFailed(bool isInbound, TlsRefusal refusal) =>
        _handshakeFailed.Add(1, Direction(isInbound), Reason(refusal.ToString()));

    public void ConnectFailed(TransportProtocol protocol, FlowFailureKind kind) =>
        _connectFailed.Add(1, Protocol(protocol), Reason(kind.ToString()));

    public void SocketError(string listener) => _socketErrors.Add(1, new KeyValuePair<string, object?>("listener", listener));

    public void CertificateReloaded(string profile, bool taken) =>
        _certificateReloads.Add(
            1,
            new KeyValuePair<string, object?>("profile", profile),
            new KeyValuePair<string, object?>("taken", taken)
        );

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Protocol(TransportProtocol protocol) => new("protocol", protocol.UriName());

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);

    private static KeyValuePair<string, object?> Direction(bool isInbound) => new("direction", isInbound ? "in" : "out");
}
