namespace Ponte.Media.Engine;

/// <summary>What a payload type means to the relay.</summary>
internal enum PayloadKind : byte
{
    /// <summary>Not agreed: refused.</summary>
    Unknown,

    /// <summary>Speech in any codec.</summary>
    Audio,

    /// <summary>Telephone events (RFC 4733).</summary>
    Event,

    /// <summary>Comfort noise (RFC 3389).</summary>
    ComfortNoise,
}
