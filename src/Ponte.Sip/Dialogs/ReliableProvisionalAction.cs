namespace Ponte.Sip.Dialogs;

/// <summary>What the sending side of a reliable provisional response asks for.</summary>
internal enum ReliableProvisionalAction : byte
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Send the response again.</summary>
    Retransmit,

    /// <summary>No PRACK came in 64·T1: refuse the INVITE with a 5xx.</summary>
    TimedOut,
}
