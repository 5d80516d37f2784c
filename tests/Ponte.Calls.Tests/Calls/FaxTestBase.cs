using System.Net;
using Ponte.Calls.Tests.Bench;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Calls between two lines that a fax may pass between.</summary>
public abstract class FaxTestBase : CallTests
{
    private protected static readonly PeerSdp Asked = new()
    {
        Version = 2,
        Port = 20100,
        Fax = ["T38FaxVersion:0", "T38MaxBitRate:14400", "T38FaxFillBitRemoval", "T38FaxUdpEC:t38UDPRedundancy"],
    };

    private protected static readonly PeerSdp Taken = new()
    {
        Version = 2,
        Address = "198.51.100.8",
        Port = 30100,
        Fax = ["T38FaxVersion:0", "T38MaxBitRate:9600", "T38FaxUdpEC:t38UDPFEC"],
    };

    protected FaxTestBase() => Bench.Director.Carrier = Bench.Director.Carrier with { PassesFax = true };

    /// <summary>A call between two lines.</summary>
    private protected (PeerCall Caller, PeerCall Callee) Talking()
    {
        var caller = Carrier.Call("second");
        Carrier.Take(100);
        var callee = Second.Called();
        callee.Answers();
        caller.TakesAnswer();
        return (caller, callee);
    }

    private protected SessionDescription AskByCaller(PeerCall caller, PeerCall callee, PeerSdp? asked = null)
    {
        caller.Reinvites(asked ?? Asked);
        Carrier.Take(100);
        callee.AnswersReinvite(Second.Take(SipMethod.Invite), Taken);
        var answer = PeerCall.Description(Carrier.Take(200));
        caller.Ack();
        return answer;
    }

    private protected void ExpectFax()
    {
        var (first, second) = (Bench.Stream(1).Settings!, Bench.Stream(2).Settings!);
        (first.IsUdptl, second.IsUdptl).Should().Be((true, true));
        first.RemoteRtp.Should().Be(IPEndPoint.Parse("198.51.100.7:20100"));
        second.RemoteRtp.Should().Be(IPEndPoint.Parse("198.51.100.8:30100"));
        first.SilenceTimeout.Should().Be(TimeSpan.Zero);
        Bench.Journal.Load().Single().Legs.Should().OnlyContain(l => l.Fax != null);
    }

    private protected static void Refuse(Peer peer, SipRequest request, int status)
    {
        peer.Send(SipResponseBuilder.For(request, status).Build());
        peer.Take(SipMethod.Ack);
    }

    private protected static void End(PeerCall caller, PeerCall callee)
    {
        caller.Bye();
        callee.TakesBye();
    }
}
