namespace Ponte.Sip.Transports;

/// <summary>What is wrong with certificate, key or trust anchors of ours. Its values stand in brackets, in order.</summary>
public enum CertificateProblemKind
{
    /// <summary>The file is not there or cannot be read [what, in English].</summary>
    FileUnreadable,

    /// <summary>The file holds no PEM certificate [file].</summary>
    NoCertificate,

    /// <summary>The file holds no PEM private key [file].</summary>
    NoKey,

    /// <summary>The private key is encrypted [file].</summary>
    KeyEncrypted,

    /// <summary>The key belongs to none of the certificates [the certificate's file].</summary>
    KeyDoesNotMatch,

    /// <summary>The key is not of RSA, so that Microsoft finds no common suite [file].</summary>
    KeyNotRsa,

    /// <summary>The RSA key is shorter than 2048 bits [bits].</summary>
    KeyTooShort,

    /// <summary>The certificate has expired [when].</summary>
    Expired,

    /// <summary>The certificate is not valid yet [from when, now].</summary>
    NotYetValid,

    /// <summary>The certificate expires soon [when].</summary>
    ExpiresSoon,

    /// <summary>The certificate is for other names [which, the wanted one].</summary>
    NameDoesNotMatch,

    /// <summary>The certificate says what it is for, and servers are not among it.</summary>
    UsageMissing,

    /// <summary>The chain does not reach a known root: peers that have only the root will refuse it [the issuer].</summary>
    ChainIncomplete,

    /// <summary>The file or folder of trust anchors holds no certificate [which].</summary>
    NoTrustAnchors,
}
