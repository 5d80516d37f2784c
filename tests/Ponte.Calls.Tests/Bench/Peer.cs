using System.Net;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Calls.Tests.Bench;

/// <summary>A far end that sends and receives raw SIP as the test says.</summary>
internal sealed class Peer
{
    private readonly CallsBench _bench;
    private readonly SipFlow _inbound;
    private int _branch;

    public Peer(CallsBench bench, string name, string address, TransportProtocol protocol)
    {
        _bench = bench;
        Name = name;
        Address = IPEndPoint.Parse(address);
        Protocol = protocol;
        _inbound = bench.Wire.Flow(this, inbound: true);
        bench.Wire.Add(this);
    }

    public string Name { get; }

    public IPEndPoint Address { get; }

    public TransportProtocol Protocol { get; }

    /// <summary>Whether it takes no connection.</summary>
    public bool IsDown { get; set; }

    /// <summary>What came and was not taken yet.</summary>
    public List<SipMessage> Inbox { get; } = [];

    /// <summary>How the peer speaks in SDP.</summary>
    public Func<PeerSdp> Sdp { get; set; } = () => new PeerSdp();

    public string Contact => $"<sip:{Name}@{Address};transport={Protocol.UriName()}>";

    /// <summary>Sends without letting anything happen yet.</summary>
    public void Post(SipMessage message) => _bench.Wire.Deliver(_inbound, message);

    public void Send(SipMessage message)
    {
        Post(message);
        _bench.World.Run();
    }

    public string NewBranch() => $"z9hG4bK{Name}{++_branch}";

    /// <summary>Takes the oldest message, which must be a request of that method.</summary>
    public SipRequest Take(SipMethod method)
    {
        var request = TakeAny().Should().BeOfType<SipRequest>().Subject;
        request.Method.Should().Be(method);
        return request;
    }

    /// <summary>Takes the oldest message, which must be a response with that status.</summary>
    public SipResponse Take(int status)
    {
        var response = TakeAny().Should().BeOfType<SipResponse>().Subject;
        response.StatusCode.Should().Be(status, response.ToString());
        return response;
    }

    public void TakesNothing() => Inbox.Select(m => m.ToString().Split('\r')[0]).Should().BeEmpty($"nothing was to be sent to {Name}");

    /// <summary>The peer calls.</summary>
    public PeerCall Call(string number = "+390212345678", PeerSdp? sdp = null, bool withSdp = true, params string[] headers)
    {
        var call = PeerCall.Outgoing(this, number);
        call.Invite(withSdp ? sdp ?? Sdp() : null, headers);
        return call;
    }

    /// <summary>The peer is called: takes the INVITE.</summary>
    public PeerCall Called() => PeerCall.Incoming(this, Take(SipMethod.Invite));

    /// <summary>Answers all requests that came with 200, and forgets the rest, until nothing comes any more.</summary>
    public void AnswerAll()
    {
        while (Inbox.Count > 0)
        {
            var inbox = Inbox.ToList();
            Inbox.Clear();
            foreach (var request in inbox.OfType<SipRequest>().Where(r => r.Method != SipMethod.Ack))
            {
                Send(SipResponseBuilder.For(request, 200).Build());
            }
        }
    }

    private SipMessage TakeAny()
    {
        _bench.World.Run();
        Inbox.Should().NotBeEmpty($"a message was to be sent to {Name}");
        var first = Inbox[0];
        Inbox.RemoveAt(0);
        return first;
    }
}
