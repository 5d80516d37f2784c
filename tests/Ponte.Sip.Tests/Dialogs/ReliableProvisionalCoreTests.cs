using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Tests.Dialogs;

/// <summary>The pure parts of RFC 3262, of 2xx repetition and of the wait after glare.</summary>
public sealed class ReliableProvisionalCoreTests
{
    private static readonly Instant Start = new(1_000_000);

    private static Instant At(double seconds) => Start + TimeSpan.FromSeconds(seconds);

    [Fact]
    public void Sender_repeats_with_doubling_and_gives_up_after_64_T1()
    {
        var sender = new ReliableProvisionalSender(SipTimers.Default, 41, 7);
        sender.Send(Start).Should().Be(41);
        var sent = new List<double>();
        while (sender.Wake(sender.NextWake) == ReliableProvisionalAction.Retransmit)
        {
            sent.Add((sender.NextWake - Start).TotalSeconds);
        }
        sent.Should().Equal(1.5, 3.5, 7.5, 15.5, 31.5, 32);
        sender.IsWaiting.Should().BeFalse();
    }

    [Theory]
    [InlineData("41 7 INVITE", true)]
    [InlineData("40 7 INVITE", false)]
    [InlineData("41 8 INVITE", false)]
    [InlineData("41 7 PRACK", false)]
    public void Sender_matches_number_CSeq_and_method(string rack, bool matches)
    {
        var sender = new ReliableProvisionalSender(SipTimers.Default, 41, 7);
        sender.Send(Start);
        sender.Acknowledge(RAck.Parse(rack)!.Value).Should().Be(matches);
        sender.IsWaiting.Should().Be(!matches);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("41 7")]
    [InlineData("41 7 INVITE x")]
    [InlineData("a 7 INVITE")]
    [InlineData("41 -7 INVITE")]
    public void Broken_RAck_is_none(string? text) => RAck.Parse(text).Should().BeNull();

    [Fact]
    public void Receiver_takes_numbers_in_order_from_any_first_one()
    {
        var receiver = new ReliableProvisionalReceiver();
        receiver.TryTake(0).Should().BeFalse();
        receiver.TryTake(17).Should().BeTrue();
        receiver.TryTake(17).Should().BeFalse();
        receiver.TryTake(19).Should().BeFalse();
        receiver.TryTake(18).Should().BeTrue();
        receiver.TryTake(19).Should().BeTrue();
    }

    [Fact]
    public void Answer_is_repeated_up_to_T2_and_given_up_after_64_T1()
    {
        var timer = new AnswerRetransmission(SipTimers.Default, Start);
        var sent = new List<double>();
        var last = AnswerAction.None;
        while (last != AnswerAction.TimedOut)
        {
            var at = timer.NextWake;
            last = timer.Wake(at);
            sent.Add((at - Start).TotalSeconds);
        }
        sent.Should().Equal(0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5, 32);
        timer.Wake(At(0)).Should().Be(AnswerAction.None);
    }

    [Theory]
    [InlineData(true, 0ul, 2100)]
    [InlineData(true, 190ul, 4000)]
    [InlineData(true, 191ul, 2100)]
    [InlineData(false, 0ul, 10)]
    [InlineData(false, 199ul, 2000)]
    [InlineData(false, 200ul, 10)]
    public void Wait_after_glare_depends_on_who_made_the_Call_ID(bool owner, ulong random, int milliseconds) =>
        GlareBackOff.Delay(owner, random).Should().Be(TimeSpan.FromMilliseconds(milliseconds));
}
