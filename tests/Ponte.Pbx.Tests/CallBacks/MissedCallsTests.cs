using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Lamps;

namespace Ponte.Pbx.Tests.CallBacks;

/// <summary>Whom a user called last in vain, as the events of calls tell it.</summary>
public sealed class MissedCallsTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly LampBoard _lamps = new();
    private readonly MissedCalls _missed;
    private int _count;

    public MissedCallsTests() => _missed = new MissedCalls(_lamps, number => number is "202" ? "gaia" : null);

    [Theory]
    [InlineData("202", EndCause.Busy, false, true)]
    [InlineData("202", EndCause.NoAnswer, true, true)]
    [InlineData("202", EndCause.Abandoned, true, true)] // the caller gave up while it rang
    [InlineData("202", EndCause.Abandoned, false, false)] // and before anything did
    [InlineData("202", EndCause.Declined, true, false)]
    [InlineData("202", EndCause.Unreachable, false, false)]
    [InlineData("0612345678", EndCause.Busy, false, false)] // outside
    public void Only_who_is_busy_or_does_not_answer_was_called_in_vain(string number, EndCause cause, bool rings, bool expected)
    {
        Call("mario", number, cause, rings);
        _missed.LastOf("mario").Should().Be(expected ? new MissedCall("gaia", "202", At, WasBusy: false) : null);
    }

    [Fact]
    public void Who_is_in_another_call_was_busy_as_far_as_we_see()
    {
        Begin("other", "201", "gaia");
        Call("mario", "202", EndCause.Busy);
        _missed.LastOf("mario")!.WasBusy.Should().BeTrue();
    }

    [Fact]
    public void The_last_call_counts_but_a_short_code_is_none()
    {
        Call("mario", "202", EndCause.Busy);
        Call("mario", "*37", EndCause.Normal, calls: false);
        _missed.LastOf("mario").Should().NotBeNull("the code calls nobody");
        Call("mario", "203", EndCause.Normal);
        _missed.LastOf("mario").Should().BeNull();
    }

    [Fact]
    public void Busy_without_any_leg_counts_too()
    {
        Call("mario", "202", EndCause.Busy, calls: false);
        _missed.LastOf("mario").Should().NotBeNull("she does not want to be disturbed");
    }

    [Fact]
    public void An_answered_call_was_not_in_vain_however_it_ends()
    {
        var call = Begin("mario", "202", "gaia");
        Tell(new LegsBridged(call, At, new LegId(1), new LegId(2)));
        Tell(new CallEnded(call, At, new CallEnd(EndSide.Callee, EndCause.Busy)));
        _missed.LastOf("mario").Should().BeNull();
    }

    [Fact]
    public void Oneself_and_strangers_wait_for_nobody()
    {
        Call("gaia", "202", EndCause.Busy);
        _missed.LastOf("gaia").Should().BeNull();
        Call(null, "202", EndCause.Busy);
        _missed.LastOf("").Should().BeNull();
    }

    private void Call(string? caller, string number, EndCause cause, bool rings = false, bool calls = true)
    {
        var call = Begin(caller, number, calls ? "gaia" : null);
        if (rings)
        {
            Tell(new LegRinging(call, At, new LegId(2)));
        }
        Tell(new CallEnded(call, At, new CallEnd(EndSide.Callee, cause)));
    }

    private CallId Begin(string? caller, string number, string? rung)
    {
        var call = new CallId($"{++_count}");
        Tell(new CallStarted(call, At, new Party("201", ""), new Party(number, "")));
        Tell(new LegStarted(call, At, new LegId(1), LegKind.Phone, true, "201-desk", "", "", caller));
        if (rung is not null)
        {
            Tell(new LegStarted(call, At, new LegId(2), LegKind.Phone, false, "202-desk", "", "", rung));
        }
        return call;
    }

    private void Tell(CallEvent callEvent)
    {
        _lamps.Publish(callEvent);
        _missed.Publish(callEvent);
    }
}
