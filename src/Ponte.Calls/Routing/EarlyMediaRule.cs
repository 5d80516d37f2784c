namespace Ponte.Calls.Routing;

/// <summary>What the SDP of a 18x from the called side means for the caller.</summary>
public enum EarlyMediaRule
{
    /// <summary>Announcements and tones come with it: it is passed on at once (carriers).</summary>
    RelayAtOnce = 0,

    /// <summary>It is often silent: the caller goes on hearing ringback until audio really comes (Teams clients).</summary>
    RingbackUntilAudio = 1,
}
