namespace Ponte.Media.Engine;

/// <summary>What became of a datagram that claims to be STUN.</summary>
internal enum IceVerdict : byte
{
    /// <summary>Broken, not for us, or more than we answer: counted as refused.</summary>
    Dropped,

    /// <summary>A keep-alive, which wants no answer.</summary>
    Ignored,

    /// <summary>A check that failed: it is answered with an error, and counted as refused.</summary>
    Failed,

    /// <summary>A check that is right: answered.</summary>
    Valid,
}
