namespace Ponte.Media.Recording;

/// <summary>What a chunk of a sealed recording holds. In files: append only.</summary>
internal enum ChunkKind : byte
{
    /// <summary>A segment begins: when (milliseconds since 1970, 64 bits little-endian), then its mark in UTF-8.</summary>
    Segment = 1,

    /// <summary>Samples, or packets of Opus after their lengths of 16 bits.</summary>
    Audio = 2,

    /// <summary>The segment ends: a <see cref="Control.Model.RecordingEnd"/>.</summary>
    End = 3,
}
