using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Pbx.Document;
using Ponte.Pbx.People;
using Ponte.Pbx.Tests.Phones;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.CallBacks;

/// <summary>Mario meets Gaia busy and asks to be called back: whole calls by phones and the real director.</summary>
public sealed class CallBackTests : IDisposable
{
    private const string Cordless = "192.0.2.8";
    private const string Colleague = "192.0.2.9";
    private readonly CompanyBench _bench = new();
    private readonly SoftPhone _mario;
    private readonly SoftPhone _gaia;
    private readonly SoftPhone _outside;

    public CallBackTests()
    {
        _bench.StartCallBacks();
        _mario = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        _gaia = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        _gaia.IsSecure = true;
        _outside = new SoftPhone(_bench.World, "198.51.100.7", TransportProtocol.Udp, "carrier");
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Requester_is_rung_with_the_wanted_name_when_she_is_free_and_then_she_is_called()
    {
        Book();
        _bench.World.Advance(TimeSpan.FromSeconds(30));
        InvitesTo(Cordless).Should().Be(0, "she still talks");

        _outside.HangUp();
        _bench.World.Advance(TimeSpan.FromSeconds(4));
        var ring = _bench.SentTo(Cordless, SipMethod.Invite).Should().ContainSingle().Subject;
        (ring.From!.DisplayName, ring.From.Uri!.User).Should().Be(("Gaia Bianchi", "202"));
        _mario.Answer();
        _gaia.Answer();

        var started = _bench.Events.OfType<CallStarted>().Last();
        started
            .Should()
            .BeEquivalentTo(
                new
                {
                    Origin = CallOrigin.CallBack,
                    Caller = new { Number = "201" },
                    Called = new { Number = "202" },
                }
            );
        _bench.Events.OfType<LegsBridged>().Should().Contain(e => e.Call == started.Call);
        _bench.CallBacks.Requests.Should().BeEmpty();
        _bench.Waiting.Kept.Should().BeEmpty();
        _mario.HangUp();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void History_tells_who_is_waited_for()
    {
        Book();
        _bench.Events.OfType<CallStarted>().Last().Called.Should().BeEquivalentTo(new { Number = "*37", Name = "Gaia Bianchi" });
        _outside.HangUp();
    }

    [Fact]
    public void Nobody_is_rung_while_the_requester_is_in_a_call()
    {
        Book();
        _bench.Phone("192.0.2.7", TransportProtocol.Udp, "201-desk", "secret-1x");
        _mario.Call("201");
        _outside.HangUp();
        _bench.World.Advance(TimeSpan.FromSeconds(10));
        InvitesTo(Cordless).Should().Be(0);
        _mario.Cancel();
        _bench.World.Advance(TimeSpan.FromSeconds(1));
        InvitesTo(Cordless).Should().Be(1);
        _mario.Reject(486);
    }

    [Fact]
    public void Two_rings_in_vain_end_the_request()
    {
        Book();
        _outside.HangUp();
        _bench.World.Advance(TimeSpan.FromSeconds(30));
        _bench.CallBacks.Requests.Should().ContainSingle().Which.Rings.Should().Be(1);
        _bench.Waiting.Kept.Should().ContainSingle().Which.Rings.Should().Be(1);
        _bench.World.Advance(TimeSpan.FromSeconds(90));
        InvitesTo(Cordless).Should().Be(2);
        _bench.CallBacks.Requests.Should().BeEmpty();
        InvitesTo(Colleague).Should().Be(2, "the outside call and his: nobody calls her for one who is away");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Code_with_a_hash_takes_it_back()
    {
        Book();
        _mario.Call("#37");
        _bench.World.Advance(TimeSpan.FromSeconds(2));
        _outside.HangUp();
        _bench.World.Advance(TimeSpan.FromMinutes(2));
        InvitesTo(Cordless).Should().Be(0);
        _bench.Waiting.Kept.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Two_who_talk_meanwhile_need_no_call()
    {
        Book();
        _outside.HangUp();
        _gaia.Call("201");
        _mario.Answer();
        _bench.CallBacks.Requests.Should().BeEmpty();
        _gaia.HangUp();
        _bench.World.Advance(TimeSpan.FromMinutes(2));
        InvitesTo(Cordless).Should().Be(1, "that was her call");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Request_survives_a_restart()
    {
        Book();
        _bench.CallBacks.DisposeAsync().AsTask().IsCompletedSuccessfully.Should().BeTrue();
        _bench.RestartCallBacks();
        _outside.HangUp();
        _bench.World.Advance(TimeSpan.FromSeconds(4));
        InvitesTo(Cordless).Should().Be(1);
        _mario.Reject(486);
    }

    [Fact]
    public void After_45_minutes_nobody_waits_any_more()
    {
        Book();
        _bench.World.Advance(TimeSpan.FromMinutes(46));
        _outside.HangUp();
        _bench.World.Advance(TimeSpan.FromSeconds(10));
        InvitesTo(Cordless).Should().Be(0);
    }

    [Fact]
    public void User_who_did_not_answer_is_waited_for_until_her_next_call_is_over()
    {
        _mario.Call("202");
        _gaia.Ring();
        _mario.Cancel();
        Code().Should().Be("answered");
        _bench.World.Advance(TimeSpan.FromMinutes(1));
        InvitesTo(Cordless).Should().Be(0, "she is away");
        _outside.Call("202");
        _gaia.Answer();
        _outside.HangUp();
        _bench.World.Advance(TimeSpan.FromSeconds(4));
        InvitesTo(Cordless).Should().Be(1);
        _mario.Reject(486);
    }

    [Fact]
    public void User_who_does_not_want_to_be_disturbed_is_waited_for_until_she_does()
    {
        Set(isOn: true);
        _mario.Call("202");
        Code();
        _bench.World.Advance(TimeSpan.FromMinutes(1));
        InvitesTo(Cordless).Should().Be(0);
        Set(isOn: false);
        _bench.World.Advance(TimeSpan.FromSeconds(40));
        InvitesTo(Cordless).Should().Be(1);
        _mario.Reject(486);
    }

    [Theory]
    [InlineData("0612345678")]
    [InlineData("250")]
    public void Nobody_waits_for_a_number_outside_or_of_nobody(string number)
    {
        _mario.Call(number);
        if (_outside.Session is not null)
        {
            _outside.Reject(486);
        }
        Code();
        _bench.CallBacks.Requests.Should().BeEmpty();
        _bench.Events.OfType<CallEnded>().Last().End.Cause.Should().Be(EndCause.Unreachable, "the error tone was heard");
    }

    [Fact]
    public void What_cannot_be_kept_is_not_confirmed()
    {
        _bench.Waiting.IsBroken = true;
        _outside.Call("202");
        _gaia.Answer();
        _mario.Call("202");
        Code();
        _bench.CallBacks.Requests.Should().BeEmpty();
        _bench.Events.OfType<CallEnded>().Last().End.Cause.Should().Be(EndCause.Unreachable);
        _outside.HangUp();
    }

    /// <summary>Gaia talks to somebody outside, Mario meets her busy and dials the code.</summary>
    private void Book()
    {
        _outside.Call("202");
        _gaia.Answer();
        _mario.Call("202");
        _mario.Log.Should().Contain("failed 486");
        Code().Should().Be("answered");
        _bench.CallBacks.Requests.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Requester = "mrossi", Wanted = "gbianchi" });
        _bench.Waiting.Kept.Should().ContainSingle();
    }

    /// <summary>Mario dials the code and hears the tone to its end.</summary>
    private string? Code()
    {
        _mario.Call("*37");
        var heard = _mario.Log.LastOrDefault(l => l.StartsWith("answered", StringComparison.Ordinal));
        _bench.World.Advance(TimeSpan.FromSeconds(4));
        return heard;
    }

    private void Set(bool isOn) =>
        _bench
            .People.ChangeAsync(new PersonChange("gbianchi", ShortCodeFunction.DoNotDisturb, "", isOn), CancellationToken.None)
            .AsTask()
            .IsCompletedSuccessfully.Should()
            .BeTrue();

    private int InvitesTo(string address) => _bench.SentTo(address, SipMethod.Invite).Count;
}
