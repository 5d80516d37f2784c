using Ponte.Calls.Tests.Bench;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Lines that want reliable provisional answers (RFC 3262).</summary>
public sealed class ReliableProvisionalTests : CallTests
{
    public ReliableProvisionalTests() =>
        Bench.Director.Carrier = Bench.Director.Carrier with
        {
            Session = Bench.Director.Carrier.Session with { ReliableProvisionals = ReliableProvisionalUse.WhenRequired },
        };

    [Fact]
    public void Caller_that_requires_them_gets_them_and_the_answer_waits_for_its_PRACK()
    {
        Bench.Director.Carrier = Bench.Director.Carrier with { NeedsRingbackTone = true };
        var caller = Carrier.Call(headers: "Require: 100rel");
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Responds(180);
        var sequence = caller.Takes(183).Headers.First(HeaderName.RSeq);
        sequence.Should().NotBeNull();
        callee.Answers();
        Carrier.TakesNothing();
        caller.Sends(SipMethod.Prack, null, $"RAck: {sequence} 1 INVITE");
        Carrier.Take(200).CSeq.Method.Should().Be(SipMethod.Prack);
        caller.TakesAnswer();
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Answer_in_a_reliable_183_counts_when_the_200_has_none()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        var callee = Carrier.Called();
        callee.Responds(183, new PeerSdp { Port = 20044 }, null, "Require: 100rel", "RSeq: 7");
        Acknowledged();
        caller.Takes(183);
        callee.Responds(200);
        callee.TakesAck();
        caller.TakesAnswer();
        Bench.Stream(2).Settings!.RemoteRtp!.Port.Should().Be(20044);
        callee.Bye();
        caller.TakesBye();
    }

    [Fact]
    public void Answer_without_SDP_anywhere_ends_the_call()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        var callee = Carrier.Called();
        callee.Responds(200);
        callee.TakesAck();
        callee.TakesBye();
        caller.TakesRefusal(400);
        Bench.End.Detail.Should().Be("the answer has no SDP");
    }

    [Fact]
    public void Line_that_changes_its_early_media_by_UPDATE_is_followed()
    {
        var caller = Teams.Call();
        Teams.Take(100);
        var callee = Carrier.Called();
        callee.Responds(183, new PeerSdp(), null, "Require: 100rel", "RSeq: 7");
        Acknowledged();
        caller.Takes(183);
        callee.Sends(SipMethod.Update, new PeerSdp { Version = 2, Port = 20066 });
        var answer = PeerCall.Description(Carrier.Take(200));
        answer.DirectionOf(answer.Media[0]).Should().Be(AudioDirection.SendReceive);
        Bench.Stream(2).Settings!.RemoteRtp!.Port.Should().Be(20066);
        Teams.TakesNothing();
        callee.Responds(200);
        callee.TakesAck();
        caller.TakesAnswer();
        Bench.Stream(2).Settings!.RemoteRtp!.Port.Should().Be(20066, "the early answer of before the UPDATE is past");
        callee.Bye();
        caller.TakesBye();
    }

    private void Acknowledged()
    {
        var prack = Carrier.Take(SipMethod.Prack);
        Carrier.Send(SipResponseBuilder.For(prack, 200).Build());
    }
}
