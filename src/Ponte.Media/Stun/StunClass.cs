namespace Ponte.Media.Stun;

/// <summary>What a STUN message is, by the two class bits of its type (RFC 8489 section 5).</summary>
public enum StunClass : byte
{
    /// <summary>Wants a response.</summary>
    Request = 0,

    /// <summary>Wants none.</summary>
    Indication = 1,

    /// <summary>A request succeeded.</summary>
    Success = 2,

    /// <summary>A request failed.</summary>
    Error = 3,
}
