namespace Ponte.Sip.Authentication;

/// <summary>Hash of a digest challenge, weakest first (RFC 7616, RFC 8760).</summary>
public enum DigestAlgorithm : byte
{
    /// <summary>MD5, the default when a challenge names none.</summary>
    Md5 = 0,

    /// <summary>MD5 with a session key made from the first nonce and cnonce.</summary>
    Md5Sess = 1,

    /// <summary>SHA-256.</summary>
    Sha256 = 2,

    /// <summary>SHA-256 with a session key made from the first nonce and cnonce.</summary>
    Sha256Sess = 3,
}
