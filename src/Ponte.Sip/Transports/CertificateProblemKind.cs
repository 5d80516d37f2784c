namespace Ponte.Sip.Transports;

/// <summary>What is wrong with certificate, key or trust anchors of ours.</summary>
public enum CertificateProblemKind
{
    /// <summary>The file is not there or cannot be read.</summary>
    FileUnreadable,

    /// <summary>The file holds no PEM certificate.</summary>
    NoCertificate,

    /// <summary>The file holds no PEM private key.</summary>
    NoKey,

    /// <summary>The private key is encrypted.</summary>
    KeyEncrypted,

    /// <summary>The key belongs to none of the certificates.</summary>
    KeyDoesNotMatch,

    /// <summary>The key is not of RSA, so that Microsoft finds no common suite.</summary>
    KeyNotRsa,

    /// <summary>The RSA key is shorter than 2048 bits.</summary>
    KeyTooShort,

    /// <summary>The certificate has expired.</summary>
    Expired,

    /// <summary>The certificate is not valid yet.</summary>
    NotYetValid,

    /// <summary>The certificate expires soon.</summary>
    ExpiresSoon,

    /// <summary>The certificate is for other names.</summary>
    NameDoesNotMatch,

    /// <summary>The chain does not reach a known root: peers that have only the root will refuse it.</summary>
    ChainIncomplete,

    /// <summary>The file or folder of trust anchors holds no certificate.</summary>
    NoTrustAnchors,
}
