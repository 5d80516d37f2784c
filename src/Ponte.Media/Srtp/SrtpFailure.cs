namespace Ponte.Media.Srtp;

/// <summary>Why a received packet was refused.</summary>
public enum SrtpFailure : byte
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>Too short, or no RTP or RTCP of version 2.</summary>
    Malformed = 1,

    /// <summary>The authentication tag is wrong: another key, another rollover counter, or a forgery.</summary>
    AuthenticationFailed = 2,

    /// <summary>The packet was received before, or is older than the replay window.</summary>
    Replayed = 3,
}
