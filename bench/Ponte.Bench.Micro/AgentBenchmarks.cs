using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using Ponte.Sip.Agent;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;

namespace Ponte.Bench.Micro;

/// <summary>The agent with a transport that keeps nothing; time goes on by a second each time, so that transactions come and go evenly.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class AgentBenchmarks : ISipUser, IInviteHandler, IDisposable
{
    private static readonly ReadOnlyMemory<byte> Answer = Encoding.UTF8.GetBytes(Samples.Sdp);
    private readonly byte[] _options = Encoding.UTF8.GetBytes(Samples.Options);
    private readonly byte[] _invite = Encoding.UTF8.GetBytes(Samples.Invite);
    private readonly byte[] _ack = Encoding.UTF8.GetBytes(Samples.Ack);
    private readonly byte[] _bye = Encoding.UTF8.GetBytes(Samples.Bye);
    private readonly SessionSettings _settings = new() { Contact = "<sip:192.0.2.1:5060>" };
    private readonly NoNetwork _network = new();
    private EventLoop _loop = null!;
    private SipNode _node = null!;
    private TimeSpan _now;
    private int _number;
    private int _ended;

    [GlobalSetup]
    public void SetUp()
    {
        _loop = new EventLoop(0, new Instant(0), e => throw new InvalidOperationException("The agent has a defect.", e));
        var resolver = new SipResolver(
            new NoDns(),
            new HostsFile("/nonexistent", TimeProvider.System),
            new SipResolverOptions(),
            TimeProvider.System,
            _ => 0
        );
        _node = new SipNode(_network, resolver, [_loop], new SipEndpointOptions());
        _node.Endpoints[0].User = this;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _node.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A request outside of dialogs: parsed, a transaction made, answered, and the transaction of 32 s ago forgotten.</summary>
    [Benchmark]
    public int Transaction()
    {
        _number++;
        Receive(Samples.Numbered(_options, _number));
        return _network.Sent;
    }

    /// <summary>A call as the called side: INVITE, 100, 180, 200, ACK, BYE, 200.</summary>
    [Benchmark]
    public int Dialog()
    {
        _number++;
        Receive(Samples.Numbered(_invite, _number));
        var tag = _network.LastToTag;
        Receive(WithTag(Samples.Numbered(_ack, _number), tag));
        Receive(WithTag(Samples.Numbered(_bye, _number), tag));
        return _ended == 0 ? throw new InvalidOperationException("The dialog did not end.") : _ended;
    }

    public void OnInvite(InviteSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Attach(this, _settings);
        session.Provisional(180);
        session.Accept(Answer);
    }

    public void OnRequest(IncomingRequest request) => request?.Respond(200);

    public void OnEnded(InviteSession session, SessionEndReason reason, SipRequest? bye) => _ended++;

    public void OnAcknowledged(InviteSession session, SipRequest ack) { }

    public void OnProvisional(InviteSession session, SipResponse response, string toTag) => throw new NotSupportedException();

    public void OnAnswered(InviteSession session, SipResponse response) => throw new NotSupportedException();

    public void OnFailed(InviteSession session, SipFailure failure) => throw new NotSupportedException();

    public void OnCancelled(InviteSession session, string? reason) => throw new NotSupportedException();

    public void OnOffer(InviteSession session, IncomingOffer offer) => throw new NotSupportedException();

    public void OnReinviteResult(InviteSession session, RequestResult result) => throw new NotSupportedException();

    public void OnRequest(InviteSession session, IncomingRequest request) => throw new NotSupportedException();

    private static byte[] WithTag(byte[] request, string tag)
    {
        var end = request.AsSpan().IndexOf(";user=phone>\r\nCall-ID"u8) + ";user=phone>".Length;
        return [.. request.AsSpan(0, end), .. Encoding.ASCII.GetBytes($";tag={tag}"), .. request.AsSpan(end)];
    }

    private void Receive(byte[] bytes)
    {
        if (!SipParser.TryParse(bytes, SipLimits.Default, out var message, out _))
        {
            throw new InvalidOperationException("The sample is broken.");
        }
        _network.Deliver(message);
        _now += TimeSpan.FromSeconds(1);
        _loop.Run(new Instant(_now.Ticks));
    }

    private sealed class NoDns : IDnsSource
    {
        public ValueTask<DnsAnswer> QueryAsync(string name, DnsRecordKind kind, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class NoNetwork : ISipTransport
    {
        private readonly SipFlow _flow = new()
        {
            Id = 1,
            Protocol = TransportProtocol.Udp,
            Local = IPEndPoint.Parse("192.0.2.1:5060"),
            Remote = IPEndPoint.Parse("198.51.100.7:5060"),
            SentByHost = "192.0.2.1",
            SentByPort = 5060,
        };

        public event Action<SipMessage, SipFlow>? Received;

        public event Action<SipParseError, ReadOnlyMemory<byte>, SipFlow>? Malformed
        {
            add { }
            remove { }
        }

        public event Action<SipFlow, string>? FlowClosed
        {
            add { }
            remove { }
        }

        public int Sent { get; private set; }

        public string LastToTag { get; private set; } = "";

        public void Deliver(SipMessage message) => Received?.Invoke(message, _flow);

        public void Send(SipFlow flow, SipMessage message)
        {
            Sent++;
            LastToTag = message.ToTag;
        }

        public ValueTask<FlowResult> ConnectAsync(SipTarget target, CancellationToken cancellationToken) => new(FlowResult.Success(_flow));

        public void Retire(SipTarget target, string reason) { }
    }
}
