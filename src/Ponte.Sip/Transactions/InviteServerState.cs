namespace Ponte.Sip.Transactions;

/// <summary>States of RFC 3261 figure 7 as amended by RFC 6026 figure 2.</summary>
internal enum InviteServerState : byte
{
    /// <summary>No final response was sent yet.</summary>
    Proceeding,

    /// <summary>A 300 to 699 was sent and is repeated until the ACK comes.</summary>
    Completed,

    /// <summary>The ACK came; repetitions of it are absorbed.</summary>
    Confirmed,

    /// <summary>A 2xx was sent (RFC 6026): repeated INVITEs are absorbed, the user repeats the 2xx.</summary>
    Accepted,

    /// <summary>Gone.</summary>
    Terminated,
}
