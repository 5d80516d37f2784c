using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Transports;

/// <summary>A transport on loopback whose events can be awaited, with figures of its own.</summary>
public sealed class TransportRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<(SipMessage Message, SipFlow Flow)> _received = Channel.CreateUnbounded<(SipMessage, SipFlow)>();
    private readonly Channel<(SipParseError Error, byte[] Bytes, SipFlow Flow)> _malformed = Channel.CreateUnbounded<(
        SipParseError,
        byte[],
        SipFlow
    )>();
    private readonly Channel<(SipFlow Flow, string Reason)> _closed = Channel.CreateUnbounded<(SipFlow, string)>();
    private readonly Channel<HandshakeFailure> _handshakes = Channel.CreateUnbounded<HandshakeFailure>();
    private readonly Channel<(string Profile, ImmutableArray<CertificateProblem> Problems)> _certificates = Channel.CreateUnbounded<(
        string,
        ImmutableArray<CertificateProblem>
    )>();
    private readonly Dictionary<string, long> _figures = new(StringComparer.Ordinal);
    private readonly MeterListener _meters = new();

    public TransportRig(SipTransportOptions options)
    {
        Transport = new SipTransport(options with { OnFault = Faults.Add });
        Transport.Received += (m, f) => _received.Writer.TryWrite((m, f));
        Transport.Malformed += (e, b, f) => _malformed.Writer.TryWrite((e, b.ToArray(), f));
        Transport.FlowClosed += (f, r) => _closed.Writer.TryWrite((f, r));
        Transport.HandshakeFailed += f => _handshakes.Writer.TryWrite(f);
        Transport.CertificatesChanged += (n, p) => _certificates.Writer.TryWrite((n, p));
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == Transport.Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>(Count);
        _meters.Start();
    }

    public SipTransport Transport { get; }

    public List<Exception> Faults { get; } = [];

    /// <summary>A transport that has started.</summary>
    public static TransportRig Start(SipTransportOptions options)
    {
        var rig = new TransportRig(options);
        rig.Transport.Start().Should().BeEmpty();
        return rig;
    }

    /// <summary>Settings with one listener on a free port of the loopback address.</summary>
    public static SipTransportOptions Listen(TransportProtocol protocol, string address = "127.0.0.1", string profile = "default") =>
        new()
        {
            Listeners =
            [
                new ListenerOptions
                {
                    Name = "main",
                    Protocol = protocol,
                    Address = new IPEndPoint(IPAddress.Parse(address), 0),
                    Profile = profile,
                },
            ],
        };

    public static SipRequest Request(string method = "OPTIONS", int padding = 0, string callId = "call-1")
    {
        var text =
            $"{method} sip:b@bob.example SIP/2.0\r\nVia: SIP/2.0/UDP alice.example;branch=z9hG4bK1\r\nFrom: <sip:a@alice.example>;tag=1\r\n"
            + $"To: <sip:b@bob.example>\r\nCall-ID: {callId}\r\nCSeq: 1 {method}\r\nContent-Length: {padding}\r\n\r\n{new string('x', padding)}";
        SipParser.TryParse(Encoding.ASCII.GetBytes(text), SipLimits.Default, out var message, out var error).Should().BeTrue(error.Reason);
        return (SipRequest)message!;
    }

    public static SipResponse Answer(SipMessage request) => SipResponseBuilder.For((SipRequest)request, 200).Build();

    public SipTarget Target(TransportProtocol protocol, string serverName = "", string profile = "default") =>
        new(protocol, Transport.AddressOf("main"), serverName, profile);

    public Task<(SipMessage Message, SipFlow Flow)> NextMessage() => Next(_received);

    public Task<(SipParseError Error, byte[] Bytes, SipFlow Flow)> NextMalformed() => Next(_malformed);

    public Task<(SipFlow Flow, string Reason)> NextClosed() => Next(_closed);

    public Task<HandshakeFailure> NextHandshakeFailure() => Next(_handshakes);

    public Task<(string Profile, ImmutableArray<CertificateProblem> Problems)> NextCertificates() => Next(_certificates);

    public bool HasMessage => _received.Reader.Count > 0;

    public bool HasClosed => _closed.Reader.Count > 0;

    public Task<FlowResult> Connect(SipTarget target) =>
        Transport.ConnectAsync(target, CancellationToken.None).AsTask().WaitAsync(Patience);

    public async Task<SipFlow> FlowTo(SipTarget target)
    {
        var result = await Connect(target);
        result.Detail.Should().BeEmpty();
        return result.Flow!;
    }

    /// <summary>A figure by its name and, when given, the value of one of its labels.</summary>
    public long Figure(string name, string label = "")
    {
        lock (_figures)
        {
            return _figures.GetValueOrDefault($"{name}/{label}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync();
        _meters.Dispose();
        Faults.Should().BeEmpty();
    }

    private void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        lock (_figures)
        {
            _figures[$"{instrument.Name}/"] = _figures.GetValueOrDefault($"{instrument.Name}/") + value;
            foreach (var tag in tags)
            {
                var key = $"{instrument.Name}/{tag.Value}";
                _figures[key] = _figures.GetValueOrDefault(key) + value;
            }
        }
    }

    private static async Task<T> Next<T>(Channel<T> channel) => await channel.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
