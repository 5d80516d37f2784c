namespace Ponte.Sip.Dialogs;

/// <summary>What a 2xx that waits for its ACK asks for.</summary>
internal enum AnswerAction : byte
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Send the 2xx again.</summary>
    Retransmit,

    /// <summary>No ACK came in 64·T1: end the session with a BYE.</summary>
    TimedOut,
}
