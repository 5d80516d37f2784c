using System.Buffers.Binary;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Srtp;

/// <summary>The session keys of one master key (RFC 3711 section 4.3, key derivation rate 0: derived once).</summary>
internal sealed record SrtpSessionKeys
{
    /// <summary>Bytes of an AES-128 key.</summary>
    public const int KeyLength = 16;

    private const int AuthenticationKeyLength = 20;

    /// <summary>Encrypts RTP.</summary>
    public required byte[] RtpKey { get; init; }

    /// <summary>Salt for RTP.</summary>
    public required byte[] RtpSalt { get; init; }

    /// <summary>Authenticates RTP; empty with AEAD.</summary>
    public byte[] RtpAuthentication { get; init; } = [];

    /// <summary>Encrypts RTCP.</summary>
    public required byte[] RtcpKey { get; init; }

    /// <summary>Salt for RTCP.</summary>
    public required byte[] RtcpSalt { get; init; }

    /// <summary>Authenticates RTCP; empty with AEAD.</summary>
    public byte[] RtcpAuthentication { get; init; } = [];

    /// <summary>Master key and salt together in bytes; 0 for <see cref="SrtpSuite.None"/>.</summary>
    public static int MasterLength(SrtpSuite suite) =>
        suite switch
        {
            SrtpSuite.AesCm128HmacSha180 or SrtpSuite.AesCm128HmacSha132 => 30,
            SrtpSuite.AeadAes128Gcm => 28,
            _ => 0,
        };

    /// <summary>Derives all six.</summary>
    public static SrtpSessionKeys Derive(SrtpSuite suite, ReadOnlySpan<byte> keyAndSalt)
    {
        var masterSalt = keyAndSalt[KeyLength..];
        using var cipher = new AesCounter(keyAndSalt[..KeyLength]);
        var authentication = suite == SrtpSuite.AeadAes128Gcm ? 0 : AuthenticationKeyLength;
        return new SrtpSessionKeys
        {
            RtpKey = Derive(cipher, masterSalt, 0, KeyLength),
            RtpAuthentication = Derive(cipher, masterSalt, 1, authentication),
            RtpSalt = Derive(cipher, masterSalt, 2, masterSalt.Length),
            RtcpKey = Derive(cipher, masterSalt, 3, KeyLength),
            RtcpAuthentication = Derive(cipher, masterSalt, 4, authentication),
            RtcpSalt = Derive(cipher, masterSalt, 5, masterSalt.Length),
        };
    }

    /// <summary>
    /// RFC 3711 section 4.3.3: keystream at (label * 2^48 XOR salt) * 2^16. A salt of 96 bits (RFC 7714) is filled up with zeros at its end, as all implementations do.
    /// </summary>
    private static byte[] Derive(AesCounter cipher, ReadOnlySpan<byte> masterSalt, byte label, int length)
    {
        Span<byte> iv = stackalloc byte[16];
        iv.Clear();
        masterSalt.CopyTo(iv);
        iv[7] ^= label;
        var key = new byte[length];
        cipher.Apply(BinaryPrimitives.ReadUInt64BigEndian(iv), BinaryPrimitives.ReadUInt64BigEndian(iv[8..]), key);
        return key;
    }
}
