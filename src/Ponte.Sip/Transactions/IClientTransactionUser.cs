using Ponte.Sip.Messages;

namespace Ponte.Sip.Transactions;

/// <summary>The transaction user of a client transaction (RFC 3261 17.1).</summary>
internal interface IClientTransactionUser
{
    /// <summary>A response is passed up.</summary>
    void OnResponse(ClientTransaction transaction, SipResponse response);

    /// <summary>Timer B or F fired (<paramref name="timedOut"/>), or the transport failed.</summary>
    void OnNoResponse(ClientTransaction transaction, bool timedOut, string detail);

    /// <summary>The transaction is destroyed; nothing comes from it any more.</summary>
    void OnTerminated(ClientTransaction transaction);
}
