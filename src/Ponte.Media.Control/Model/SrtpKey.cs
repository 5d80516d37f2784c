using System.Collections.Immutable;

namespace Ponte.Media.Control.Model;

/// <summary>A master key with its salt for one direction. An equal key in a later configuration keeps the rollover counter; another key restarts it at 0.</summary>
/// <param name="Suite">The crypto suite.</param>
/// <param name="KeyAndSalt">Master key followed by master salt: 30 bytes for AES_CM, 28 for AEAD_AES_128_GCM.</param>
/// <param name="Mki">The master key identifier that follows each packet; empty where none was agreed.</param>
public sealed record SrtpKey(SrtpSuite Suite, ImmutableArray<byte> KeyAndSalt, ImmutableArray<byte> Mki)
{
    /// <inheritdoc/>
    public bool Equals(SrtpKey? other) =>
        other is not null
        && Suite == other.Suite
        && KeyAndSalt.AsSpan().SequenceEqual(other.KeyAndSalt.AsSpan())
        && Mki.AsSpan().SequenceEqual(other.Mki.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Suite, KeyAndSalt.Length);

    /// <summary>The suite only: keys never reach a log.</summary>
    public override string ToString() => $"SrtpKey({Suite})";
}
