namespace Ponte.Media.Control.Model;

/// <summary>SRTP crypto suites with SDES names (RFC 4568 section 6.2, RFC 7714 section 14.2).</summary>
public enum SrtpSuite : byte
{
    /// <summary>Plain RTP.</summary>
    None = 0,

    /// <summary><c>AES_CM_128_HMAC_SHA1_80</c>.</summary>
    AesCm128HmacSha180 = 1,

    /// <summary><c>AES_CM_128_HMAC_SHA1_32</c>: RTP with a 32 bit tag, RTCP with 80 bits.</summary>
    AesCm128HmacSha132 = 2,

    /// <summary><c>AEAD_AES_128_GCM</c>.</summary>
    AeadAes128Gcm = 3,
}
