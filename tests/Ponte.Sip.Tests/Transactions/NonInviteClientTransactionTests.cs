using Ponte.Sip.Loop;
using Ponte.Sip.Transactions;
using static Ponte.Sip.Transactions.TransactionAction;

namespace Ponte.Sip.Tests.Transactions;

/// <summary>RFC 3261 17.1.2, event by event.</summary>
public sealed class NonInviteClientTransactionTests
{
    private static readonly Instant Start = new(1_000_000);

    private static NonInviteClientTransaction Started(bool reliable = false)
    {
        var transaction = new NonInviteClientTransaction(SipTimers.Default, reliable);
        transaction.Start(Start).Should().Be(SendRequest);
        return transaction;
    }

    private static Instant At(double milliseconds) => Start + TimeSpan.FromMilliseconds(milliseconds);

    private static List<double> RunToEnd(NonInviteClientTransaction transaction, out TransactionAction last)
    {
        var sent = new List<double>();
        do
        {
            var at = transaction.NextWake;
            last = transaction.Wake(at);
            if (last == SendRequest)
            {
                sent.Add((at - Start).TotalMilliseconds);
            }
        } while (last == SendRequest);
        return sent;
    }

    [Fact]
    public void Timer_E_doubles_up_to_T2_until_timer_F_informs_the_user()
    {
        var sent = RunToEnd(Started(), out var last);
        sent.Should().Equal(500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500);
        last.Should().Be(TimedOut | Terminated);
    }

    [Fact]
    public void Provisional_response_slows_retransmissions_to_T2_and_timer_F_goes_on()
    {
        var transaction = Started();
        transaction.Receive(100, At(100)).Should().Be(PassUp);
        transaction.State.Should().Be(NonInviteClientState.Proceeding);
        var sent = RunToEnd(transaction, out var last);
        sent.Should().Equal(500, 4500, 8500, 12500, 16500, 20500, 24500, 28500);
        last.Should().Be(TimedOut | Terminated);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(503)]
    public void Final_response_goes_up_once_and_repetitions_are_absorbed_until_timer_K(int status)
    {
        var transaction = Started();
        transaction.Receive(status, At(100)).Should().Be(PassUp);
        transaction.Receive(status, At(200)).Should().Be(None);
        transaction.State.Should().Be(NonInviteClientState.Completed);
        transaction.NextWake.Should().Be(At(5100));
        transaction.Wake(At(5100)).Should().Be(Terminated);
    }

    [Fact]
    public void Reliable_transport_sends_once_and_ends_with_the_final_response()
    {
        var transaction = Started(reliable: true);
        transaction.NextWake.Should().Be(At(32000));
        transaction.Receive(200, At(10)).Should().Be(PassUp | Terminated);
    }

    [Fact]
    public void Transport_error_informs_the_user_only_before_the_final_response()
    {
        Started().TransportFailed().Should().Be(TransactionAction.TransportFailed | Terminated);
        var completed = Started();
        completed.Receive(200, At(1));
        completed.TransportFailed().Should().Be(None);
    }
}
