using Ponte.Sip.Loop;
using Ponte.Sip.Transactions;
using static Ponte.Sip.Transactions.TransactionAction;

namespace Ponte.Sip.Tests.Transactions;

/// <summary>RFC 3261 17.1.1 and RFC 6026 7.2, event by event.</summary>
public sealed class InviteClientTransactionTests
{
    private static readonly Instant Start = new(1_000_000);

    private static InviteClientTransaction Started(bool reliable = false)
    {
        var transaction = new InviteClientTransaction(SipTimers.Default, reliable);
        transaction.Start(Start).Should().Be(SendRequest);
        return transaction;
    }

    private static Instant At(double milliseconds) => Start + TimeSpan.FromMilliseconds(milliseconds);

    [Fact]
    public void Timer_A_retransmits_at_T1_and_doubles_until_timer_B_informs_the_user()
    {
        var transaction = Started();
        var sent = new List<double>();
        TransactionAction action;
        do
        {
            var at = transaction.NextWake;
            action = transaction.Wake(at);
            if (action == SendRequest)
            {
                sent.Add((at - Start).TotalMilliseconds);
            }
        } while (action == SendRequest);
        sent.Should().Equal(500, 1500, 3500, 7500, 15500, 31500);
        action.Should().Be(TimedOut | Terminated);
        transaction.State.Should().Be(InviteClientState.Terminated);
        transaction.NextWake.Should().Be(Instant.Never);
    }

    [Fact]
    public void Reliable_transport_sends_once_and_waits_for_timer_B()
    {
        var transaction = Started(reliable: true);
        transaction.NextWake.Should().Be(At(32000));
        transaction.Wake(At(32000)).Should().Be(TimedOut | Terminated);
    }

    [Fact]
    public void Provisional_response_in_Calling_stops_retransmissions_and_timer_B()
    {
        var transaction = Started();
        transaction.Receive(180, At(10)).Should().Be(PassUp);
        transaction.State.Should().Be(InviteClientState.Proceeding);
        transaction.NextWake.Should().Be(Instant.Never);
        transaction.Receive(183, At(20)).Should().Be(PassUp, "any further provisional responses are passed up while in Proceeding");
    }

    [Theory]
    [InlineData(300)]
    [InlineData(487)]
    [InlineData(503)]
    [InlineData(699)]
    public void Final_300_to_699_is_acknowledged_and_passed_up_once(int status)
    {
        var transaction = Started();
        transaction.Receive(status, At(10)).Should().Be(SendAck | PassUp);
        transaction.State.Should().Be(InviteClientState.Completed);
        transaction.Receive(status, At(600)).Should().Be(SendAck, "a retransmission is acknowledged, not passed up");
        transaction.Receive(200, At(601)).Should().Be(None);
        transaction.Receive(180, At(602)).Should().Be(None);
        transaction.NextWake.Should().Be(At(10 + 32000), "timer D is at least 32 s");
        transaction.Wake(transaction.NextWake).Should().Be(Terminated);
    }

    [Fact]
    public void Timer_D_stays_32_seconds_when_T1_is_short()
    {
        var transaction = new InviteClientTransaction(new SipTimers { T1 = TimeSpan.FromMilliseconds(10) }, reliable: false);
        transaction.Start(Start);
        transaction.Receive(486, Start);
        transaction.NextWake.Should().Be(At(32000));
    }

    [Fact]
    public void Reliable_transport_needs_no_Completed_state()
    {
        var transaction = Started(reliable: true);
        transaction.Receive(486, At(10)).Should().Be(SendAck | PassUp | Terminated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Accepted_passes_every_2xx_up_until_timer_M(bool reliable)
    {
        var transaction = Started(reliable);
        transaction.Receive(200, At(10)).Should().Be(PassUp);
        transaction.State.Should().Be(InviteClientState.Accepted);
        transaction.Receive(200, At(510)).Should().Be(PassUp, "repetitions and answers of other forks go to the user");
        transaction.Receive(486, At(520)).Should().Be(None);
        transaction.Receive(180, At(521)).Should().Be(None);
        transaction.NextWake.Should().Be(At(10 + 32000));
        transaction.Wake(transaction.NextWake).Should().Be(Terminated);
    }

    [Fact]
    public void Transport_error_in_Calling_informs_the_user_once_and_late_answers_still_count()
    {
        var transaction = Started();
        transaction.TransportFailed().Should().Be(TransactionAction.TransportFailed);
        transaction.TransportFailed().Should().Be(None);
        transaction.NextWake.Should().Be(At(32000), "nothing is sent again");
        transaction.Wake(At(32000)).Should().Be(Terminated);

        transaction = Started();
        transaction.TransportFailed();
        transaction.Receive(200, At(10)).Should().Be(PassUp);
    }

    [Fact]
    public void Transport_error_in_Proceeding_changes_nothing()
    {
        var transaction = Started();
        transaction.Receive(180, At(10));
        transaction.TransportFailed().Should().Be(None);
    }

    [Fact]
    public void Transport_error_in_Completed_ends_quietly()
    {
        var transaction = Started();
        transaction.Receive(486, At(10));
        transaction.TransportFailed().Should().Be(Terminated);
    }

    [Fact]
    public void Transport_error_in_Accepted_is_for_the_user_who_owns_the_ACK()
    {
        var transaction = Started();
        transaction.Receive(200, At(10));
        transaction.TransportFailed().Should().Be(None);
        transaction.State.Should().Be(InviteClientState.Accepted);
    }

    [Fact]
    public void Early_wake_does_nothing()
    {
        var transaction = Started();
        transaction.Wake(At(499)).Should().Be(None);
        transaction.NextWake.Should().Be(At(500));
    }
}
