using Ponte.Sip.Messages;

namespace Ponte.Sip.Transactions;

/// <summary>The transaction user of an INVITE server transaction (RFC 3261 17.2, 9.2).</summary>
internal interface IServerTransactionUser
{
    /// <summary>A CANCEL for the transaction came and was answered.</summary>
    void OnCancel(ServerTransaction transaction, SipRequest cancel);

    /// <summary>An ACK with the transaction's own branch came after a 2xx, as very old peers send it.</summary>
    void OnAck(ServerTransaction transaction, SipRequest ack);
}
