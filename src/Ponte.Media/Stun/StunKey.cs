using System.Text;
using Ponte.Media.Srtp;

namespace Ponte.Media.Stun;

/// <summary>The key of short-term credentials (RFC 8489 section 9.1.1): the password itself, ready for many messages.</summary>
public sealed class StunKey
{
    /// <summary>The longest password in bytes: one block of SHA-1. RFC 8445 section 5.3 allows more, but each side chooses its own.</summary>
    public const int MaximumPasswordBytes = Sha1.BlockLength;

    private readonly HmacSha1 _hmac;

    /// <summary>Prepares a password of at most <see cref="MaximumPasswordBytes"/>.</summary>
    public StunKey(string password) => _hmac = new HmacSha1(Encoding.UTF8.GetBytes(password));

    /// <summary>The code of a message; 20 bytes.</summary>
    internal void Compute(ReadOnlySpan<byte> message, Span<byte> code) => _hmac.Compute(message, null, code);
}
