namespace Ponte.Sip.Transactions;

/// <summary>States of RFC 3261 figure 5 as amended by RFC 6026 figure 1.</summary>
internal enum InviteClientState : byte
{
    /// <summary>The INVITE is sent; nothing came back yet.</summary>
    Calling,

    /// <summary>A provisional response came.</summary>
    Proceeding,

    /// <summary>A 300 to 699 came and was acknowledged; repetitions are acknowledged again.</summary>
    Completed,

    /// <summary>A 2xx came (RFC 6026); more of them, also of other forks, go up.</summary>
    Accepted,

    /// <summary>Gone.</summary>
    Terminated,
}
