using System.Collections.Immutable;

namespace Ponte.Sip.Sdp;

/// <summary>One <c>inline:</c> key of an <c>a=crypto</c> line (RFC 4568 section 6.1).</summary>
/// <param name="KeyAndSalt">Master key followed by master salt.</param>
/// <param name="Lifetime">Packets the key may be used for, as written (<c>2^31</c>); empty where none is.</param>
/// <param name="Mki">The master key identifier that follows each packet, with leading zeros to its length; empty where none is.</param>
public sealed record CryptoKey(ImmutableArray<byte> KeyAndSalt, string Lifetime, ImmutableArray<byte> Mki)
{
    /// <summary>Equal bytes are equal keys.</summary>
    public bool Equals(CryptoKey? other) =>
        other is not null
        && string.Equals(Lifetime, other.Lifetime, StringComparison.Ordinal)
        && KeyAndSalt.AsSpan().SequenceEqual(other.KeyAndSalt.AsSpan())
        && Mki.AsSpan().SequenceEqual(other.Mki.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(KeyAndSalt.Length, Lifetime, Mki.Length);

    /// <summary>The length only: keys never reach a log.</summary>
    public override string ToString() => $"CryptoKey({KeyAndSalt.Length} bytes)";
}
