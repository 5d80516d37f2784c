using System.Net;
using Ponte.Server.Composition;
using Ponte.Server.Tests.Support;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Server.Tests.Composition;

public sealed class HeldTransportTests
{
    private static readonly SipFlow Flow = new()
    {
        Id = 1,
        Protocol = TransportProtocol.Udp,
        Local = IPEndPoint.Parse("192.0.2.10:5060"),
        Remote = IPEndPoint.Parse("198.51.100.7:5060"),
        SentByHost = "192.0.2.10",
        SentByPort = 5060,
    };

    private readonly FakeTransport _real = new();
    private readonly HeldTransport _held;
    private readonly List<string> _heard = [];

    public HeldTransportTests()
    {
        _held = new HeldTransport(_real);
        _held.Received += (message, _) => _heard.Add(message is SipRequest request ? request.MethodName : "answer");
        _held.Malformed += (error, _, _) => _heard.Add(error.Reason);
        _held.FlowClosed += (_, reason) => _heard.Add(reason);
        _held.Attach();
    }

    [Fact]
    public void What_comes_before_the_opening_is_heard_at_it_in_its_order()
    {
        _real.Receive(Request(SipMethod.Bye), Flow);
        _real.ReceiveGarbage(Flow);
        _real.Receive(Request(SipMethod.Invite), Flow);
        _real.Close(Flow);
        _heard.Should().BeEmpty();

        _held.Open();
        _real.Receive(Request(SipMethod.Options), Flow);

        _heard.Should().Equal("BYE", "garbage", "INVITE", "gone", "OPTIONS");
    }

    [Fact]
    public void Answers_to_what_was_sent_before_the_opening_are_heard_at_once()
    {
        _held.Send(Flow, Request(SipMethod.Bye));

        _real.Receive(SipResponseBuilder.For(Request(SipMethod.Bye), 200).Build(), Flow);

        _real.Sent.Should().ContainSingle();
        _heard.Should().Equal("answer");
    }

    private static SipRequest Request(SipMethod method) =>
        new SipRequestBuilder(method, "sip:a@192.0.2.10")
            .Add(HeaderName.Via, "SIP/2.0/UDP 198.51.100.7;branch=z9hG4bK1")
            .Add(HeaderName.From, "<sip:b@198.51.100.7>;tag=1")
            .Add(HeaderName.To, "<sip:a@192.0.2.10>")
            .Add(HeaderName.CallId, "c")
            .Add(HeaderName.CSeq, $"1 {method.ToString().ToUpperInvariant()}")
            .Build();
}
