using Ponte.Sip.Loop;
using Ponte.Sip.Transactions;
using static Ponte.Sip.Transactions.TransactionAction;

namespace Ponte.Sip.Tests.Transactions;

/// <summary>RFC 3261 17.2.1 and RFC 6026 7.1, event by event.</summary>
public sealed class InviteServerTransactionTests
{
    private static readonly Instant Start = new(1_000_000);

    private static Instant At(double milliseconds) => Start + TimeSpan.FromMilliseconds(milliseconds);

    private static InviteServerTransaction New(bool reliable = false) => new(SipTimers.Default, reliable);

    [Fact]
    public void Repeated_INVITE_in_Proceeding_gets_the_latest_provisional_response()
    {
        var transaction = New();
        transaction.ReceiveInvite().Should().Be(None, "nothing was sent yet");
        transaction.Send(100, At(0)).Should().Be(SendResponse);
        transaction.ReceiveInvite().Should().Be(SendResponse);
        transaction.Send(180, At(1)).Should().Be(SendResponse);
        transaction.State.Should().Be(InviteServerState.Proceeding);
        transaction.NextWake.Should().Be(Instant.Never);
    }

    [Fact]
    public void Timer_G_repeats_a_refusal_with_doubling_up_to_T2_until_timer_H_informs_the_user()
    {
        var transaction = New();
        transaction.Send(486, Start).Should().Be(SendResponse);
        var sent = new List<double>();
        TransactionAction last;
        do
        {
            var at = transaction.NextWake;
            last = transaction.Wake(at);
            if (last == SendResponse)
            {
                sent.Add((at - Start).TotalMilliseconds);
            }
        } while (last == SendResponse);
        sent.Should().Equal(500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500);
        last.Should().Be(TimedOut | Terminated);
    }

    [Fact]
    public void ACK_in_Completed_stops_repetitions_and_timer_I_absorbs_more_ACKs()
    {
        var transaction = New();
        transaction.Send(486, Start);
        transaction.ReceiveInvite().Should().Be(SendResponse);
        transaction.ReceiveAck(At(100)).Should().Be(None);
        transaction.State.Should().Be(InviteServerState.Confirmed);
        transaction.ReceiveAck(At(200)).Should().Be(None);
        transaction.ReceiveInvite().Should().Be(None);
        transaction.NextWake.Should().Be(At(5100));
        transaction.Wake(At(5100)).Should().Be(Terminated);
    }

    [Fact]
    public void Reliable_transport_does_not_repeat_and_ends_with_the_ACK()
    {
        var transaction = New(reliable: true);
        transaction.Send(486, Start).Should().Be(SendResponse);
        transaction.NextWake.Should().Be(At(32000), "only timer H runs");
        transaction.ReceiveAck(At(10)).Should().Be(Terminated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Accepted_absorbs_INVITEs_lets_the_user_repeat_the_2xx_and_ends_by_timer_L(bool reliable)
    {
        var transaction = New(reliable);
        transaction.Send(200, Start).Should().Be(SendResponse);
        transaction.State.Should().Be(InviteServerState.Accepted);
        transaction.ReceiveInvite().Should().Be(None);
        transaction.Send(200, At(500)).Should().Be(SendResponse);
        transaction.ReceiveAck(At(600)).Should().Be(PassUp);
        transaction.NextWake.Should().Be(At(32000));
        transaction.Wake(At(32000)).Should().Be(Terminated);
    }

    [Theory]
    [InlineData(200, 486)]
    [InlineData(200, 180)]
    [InlineData(486, 200)]
    [InlineData(486, 180)]
    [InlineData(486, 404)]
    public void Response_after_a_final_one_is_discarded(int first, int second)
    {
        var transaction = New();
        transaction.Send(first, Start);
        transaction.Send(second, At(1)).Should().Be(None);
    }
}
