using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ponte.Sip.Sdp;

/// <summary>The <c>a=ice-ufrag</c> and <c>a=ice-pwd</c> of one side (RFC 8839 section 5.4).</summary>
/// <param name="Fragment">The user name fragment.</param>
/// <param name="Password">The password; checks that this side answers are authenticated by it.</param>
public sealed record IceCredentials(string Fragment, string Password)
{
    /// <summary>Bytes of the secret that ours are made from.</summary>
    public const int SecretLength = 32;

    private const int FragmentLength = 8;
    private const int PasswordLength = 24;

    /// <summary>
    /// Our credentials of one leg: 48 random bits of fragment and 144 of password (RFC 8445 section 5.3 wants 24 and 128). The same secret and generation give the same
    /// ones, so a leg needs to keep nothing else; each restart of ICE counts the generation up.
    /// </summary>
    /// <param name="secret">Random, made once for a leg.</param>
    /// <param name="generation">Restarts so far.</param>
    public static IceCredentials Of(ReadOnlySpan<byte> secret, int generation)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, generation);
        Span<byte> bytes = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, number, bytes);
        Span<char> text = stackalloc char[FragmentLength + PasswordLength];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = IceText.Characters[bytes[i] & 63];
        }
        return new IceCredentials(text[..FragmentLength].ToString(), text[FragmentLength..].ToString());
    }

    /// <summary>The fragment only: passwords never reach a log.</summary>
    public override string ToString() => $"IceCredentials({Fragment})";

    /// <summary>The credentials in two values; null if one of them is missing or out of bounds (RFC 8839 section 5.4).</summary>
    internal static IceCredentials? Read(string? fragment, string? password) =>
        fragment is not null && password is not null && IceText.IsToken(fragment, 4, 256) && IceText.IsToken(password, 22, 256)
            ? new IceCredentials(fragment, password)
            : null;
}
