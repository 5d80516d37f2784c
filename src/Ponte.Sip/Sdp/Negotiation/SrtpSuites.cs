namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Names of the crypto suites that we know (RFC 4568 section 6.2, RFC 7714 section 14.2) and the length of their keys.</summary>
public static class SrtpSuites
{
    /// <summary>AES in counter mode, tag of 80 bits. The one that Teams demands.</summary>
    public const string AesCm128HmacSha180 = "AES_CM_128_HMAC_SHA1_80";

    /// <summary>AES in counter mode, RTP tag of 32 bits.</summary>
    public const string AesCm128HmacSha132 = "AES_CM_128_HMAC_SHA1_32";

    /// <summary>AES in Galois/counter mode.</summary>
    public const string AeadAes128Gcm = "AEAD_AES_128_GCM";

    /// <summary>Bytes of master key and salt together; 0 for a suite that we do not know.</summary>
    public static int KeyAndSaltLength(string suite) =>
        suite switch
        {
            AesCm128HmacSha180 or AesCm128HmacSha132 => 30,
            AeadAes128Gcm => 28,
            _ => 0,
        };
}
