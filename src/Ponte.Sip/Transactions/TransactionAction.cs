namespace Ponte.Sip.Transactions;

/// <summary>
/// What a transaction asks its owner to do, in this order: send, then tell the transaction user, then forget. The four
/// transactions are pure: they take an event and the time, and answer with a set of these.
/// </summary>
[Flags]
internal enum TransactionAction
{
    /// <summary>Nothing: the event was absorbed.</summary>
    None = 0,

    /// <summary>Client: send the request (again).</summary>
    SendRequest = 1,

    /// <summary>INVITE client: send the ACK for a non-2xx final response.</summary>
    SendAck = 2,

    /// <summary>Server: send the latest response (again).</summary>
    SendResponse = 4,

    /// <summary>Give the received message to the transaction user.</summary>
    PassUp = 8,

    /// <summary>Tell the user that timer B, F or H fired.</summary>
    TimedOut = 16,

    /// <summary>Tell the user that the transport failed.</summary>
    TransportFailed = 32,

    /// <summary>The transaction is destroyed: forget it.</summary>
    Terminated = 64,
}
