using System.Collections.Immutable;

namespace Ponte.Sip.Sdp;

/// <summary>An <c>a=crypto</c> line (RFC 4568): the key with which its writer protects what it sends.</summary>
/// <param name="Tag">Names the line among those of its medium; the answer repeats it.</param>
/// <param name="Suite">The crypto suite as written.</param>
/// <param name="Keys">One key, or several that are told apart by their master key identifiers.</param>
/// <param name="SessionParameters">What follows the keys, as written.</param>
public sealed record CryptoAttribute(int Tag, string Suite, ImmutableArray<CryptoKey> Keys, ImmutableArray<string> SessionParameters)
{
    /// <summary>The first key.</summary>
    public CryptoKey Key => Keys[0];

    /// <summary>The line with one key and no session parameter.</summary>
    public static CryptoAttribute For(int tag, string suite, CryptoKey key) => new(tag, suite, [key], []);

    /// <summary>Reads the attribute's value; null if it breaks the grammar of RFC 4568 section 9.</summary>
    public static CryptoAttribute? Parse(string value) => CryptoAttributeText.Parse(value);

    /// <summary>The attribute's value, with its key: for the wire only.</summary>
    public string Print() => CryptoAttributeText.Print(this);

    /// <summary>The same tag, suite, keys and parameters.</summary>
    public bool Equals(CryptoAttribute? other) =>
        other is not null
        && Tag == other.Tag
        && string.Equals(Suite, other.Suite, StringComparison.Ordinal)
        && Keys.AsSpan().SequenceEqual(other.Keys.AsSpan())
        && SessionParameters.AsSpan().SequenceEqual(other.SessionParameters.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tag, Suite, Keys.Length);

    /// <summary>Tag and suite only: keys never reach a log.</summary>
    public override string ToString() => $"crypto {Tag} {Suite}";
}
