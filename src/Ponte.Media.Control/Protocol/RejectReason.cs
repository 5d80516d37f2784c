namespace Ponte.Media.Control.Protocol;

/// <summary>Why a client was turned away. On the wire: append only.</summary>
internal enum RejectReason : byte
{
    /// <summary>No version is spoken by both.</summary>
    Version = 1,

    /// <summary>Another client controls the media, and this one did not ask to take over.</summary>
    InUse = 2,
}
