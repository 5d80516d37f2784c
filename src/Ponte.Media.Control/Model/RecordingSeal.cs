using System.Collections.Immutable;

namespace Ponte.Media.Control.Model;

/// <summary>How a recording is encrypted: AES-256-GCM, chunk by chunk, so that what was said never lies on a disk in the clear.</summary>
public sealed record RecordingSeal
{
    /// <summary>The most bytes of <see cref="KeyId"/> in UTF-8.</summary>
    public const int MaximumKeyId = 64;

    /// <summary>Bytes of <see cref="Salt"/> and of <see cref="Key"/>.</summary>
    public const int KeyLength = 32;

    /// <summary>The name of the key that the file's own key was derived from; stands in the file in the clear.</summary>
    public required string KeyId { get; init; }

    /// <summary>What the file's own key was derived with; stands in the file in the clear.</summary>
    public required ImmutableArray<byte> Salt { get; init; }

    /// <summary>The file's own key. The media never knows the one that it was derived from.</summary>
    public required ImmutableArray<byte> Key { get; init; }

    /// <summary>How the samples are written.</summary>
    public RecordingCodec Codec { get; init; } = RecordingCodec.Pcm;

    /// <summary>What the segment that begins here is called, for people; stands in the file encrypted.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Go on with a file that is there: another segment of the same recording. It waits until a former one has closed the file.</summary>
    public bool Append { get; init; }

    /// <summary>The key's name only.</summary>
    public override string ToString() => $"RecordingSeal({KeyId})";
}
