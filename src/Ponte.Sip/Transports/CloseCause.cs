namespace Ponte.Sip.Transports;

/// <summary>Why a connection ended; the label of its counter.</summary>
internal enum CloseCause
{
    PeerClosed,
    PeerReset,
    Idle,
    Retired,
    NoMessage,
    SlowMessage,
    SlowReader,
    Malformed,
    Evicted,
    Stopped,
    Fault,
}
