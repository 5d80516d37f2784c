using Ponte.Sip.Dialogs;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transactions;

namespace Ponte.Sip.Agent;

/// <summary>Our 2xx to an INVITE or re-INVITE while it waits for its ACK.</summary>
internal sealed class AnswerKeeper(ServerTransaction transaction, SipResponse response, AnswerRetransmission timer)
{
    /// <summary>The CSeq number of the INVITE, which the ACK repeats.</summary>
    public uint Number => transaction.Request.CSeq.Number;

    /// <summary>Whether the 2xx carries our offer, so that the ACK must bring the answer.</summary>
    public required bool IsOffer { get; init; }

    public Instant NextWake => timer.NextWake;

    /// <summary>Repeats the 2xx when it is due. True: the ACK never came.</summary>
    public bool Wake(Instant now)
    {
        var action = timer.Wake(now);
        if (action == AnswerAction.Retransmit)
        {
            transaction.Respond(response);
        }
        return action == AnswerAction.TimedOut;
    }
}
