namespace Ponte.Media.Stun;

/// <summary>STUN attributes that we know (RFC 8489 section 18.3, RFC 8445 section 16.1). Those below 0x8000 must be understood by whoever gets them.</summary>
public enum StunAttribute : ushort
{
    /// <summary>The address that a request came from, as it is.</summary>
    MappedAddress = 0x0001,

    /// <summary>Who asks; for ICE the fragment of the receiver, a colon, that of the sender.</summary>
    UserName = 0x0006,

    /// <summary>HMAC-SHA1 of all before it.</summary>
    MessageIntegrity = 0x0008,

    /// <summary>Why a request failed.</summary>
    ErrorCode = 0x0009,

    /// <summary>The attributes that a request should not have had.</summary>
    UnknownAttributes = 0x000A,

    /// <summary>The realm of long-term credentials.</summary>
    Realm = 0x0014,

    /// <summary>The nonce of long-term credentials.</summary>
    Nonce = 0x0015,

    /// <summary>HMAC-SHA256 of all before it; follows <see cref="MessageIntegrity"/> where both are there.</summary>
    MessageIntegritySha256 = 0x001C,

    /// <summary>The address that a request came from, hidden from those who rewrite addresses.</summary>
    XorMappedAddress = 0x0020,

    /// <summary>The priority that a pair would have for the sender.</summary>
    Priority = 0x0024,

    /// <summary>The controlling agent chose this pair.</summary>
    UseCandidate = 0x0025,

    /// <summary>The software of the sender.</summary>
    Software = 0x8022,

    /// <summary>CRC-32 of all before it, which tells STUN from other protocols.</summary>
    Fingerprint = 0x8028,

    /// <summary>The sender is the controlled agent.</summary>
    IceControlled = 0x8029,

    /// <summary>The sender is the controlling agent.</summary>
    IceControlling = 0x802A,
}
