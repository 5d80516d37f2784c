using Ponte.Sip.Loop;
using Ponte.Sip.Transactions;
using static Ponte.Sip.Transactions.TransactionAction;

namespace Ponte.Sip.Tests.Transactions;

/// <summary>RFC 3261 17.2.2, event by event.</summary>
public sealed class NonInviteServerTransactionTests
{
    private static readonly Instant Start = new(1_000_000);

    private static Instant At(double milliseconds) => Start + TimeSpan.FromMilliseconds(milliseconds);

    [Fact]
    public void Repeated_request_in_Trying_is_discarded_and_later_gets_the_latest_response()
    {
        var transaction = new NonInviteServerTransaction(SipTimers.Default, reliable: false, Start);
        transaction.ReceiveRequest().Should().Be(None);
        transaction.Send(100, Start).Should().Be(SendResponse);
        transaction.ReceiveRequest().Should().Be(SendResponse);
        transaction.Send(200, At(10)).Should().Be(SendResponse);
        transaction.State.Should().Be(NonInviteServerState.Completed);
        transaction.ReceiveRequest().Should().Be(SendResponse);
        transaction.Send(500, At(20)).Should().Be(None);
        transaction.NextWake.Should().Be(At(32010));
        transaction.Wake(At(32010)).Should().Be(Terminated);
    }

    [Fact]
    public void Reliable_transport_ends_with_the_final_response()
    {
        var transaction = new NonInviteServerTransaction(SipTimers.Default, reliable: true, Start);
        transaction.Send(200, Start).Should().Be(SendResponse | Terminated);
        transaction.NextWake.Should().Be(Instant.Never);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void User_that_never_responds_leaves_nothing_after_64_T1(bool reliable)
    {
        var transaction = new NonInviteServerTransaction(SipTimers.Default, reliable, Start);
        transaction.Send(100, At(10));
        transaction.NextWake.Should().Be(At(32000));
        transaction.Wake(At(32000)).Should().Be(Terminated);
        transaction.Send(200, At(33000)).Should().Be(None, "nobody waits for it any more");
    }
}
