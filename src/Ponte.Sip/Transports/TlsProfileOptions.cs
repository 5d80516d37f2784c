using System.Collections.Immutable;

namespace Ponte.Sip.Transports;

/// <summary>Who we are and whom we trust on TLS connections of one kind.</summary>
public sealed record TlsProfileOptions
{
    /// <summary>The name that listeners and <see cref="SipTarget.Profile"/> refer to.</summary>
    public string Name { get; init; } = SipTarget.DefaultProfile;

    /// <summary>
    /// The PEM file with our certificate and the intermediate certificates up to the root; it may hold the key too. Empty: we have no
    /// certificate, so that the profile serves only connections that we open to peers that ask for none.
    /// </summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>The PEM file with the private key, not encrypted. Empty: it is in <see cref="CertificateFile"/>.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>A PEM file, or a folder of <c>.pem</c>, <c>.crt</c> and <c>.cer</c> files, with the roots that we trust. Empty: the system's.</summary>
    public string TrustAnchors { get; init; } = "";

    /// <summary>
    /// Names that are accepted in the certificate of a server besides the one that was asked for. Microsoft's regional proxies show
    /// <c>sip.pstnhub.microsoft.com</c> whatever name led to them.
    /// </summary>
    public ImmutableArray<string> PeerNames { get; init; } = [];

    /// <summary>Whether only TLS 1.2 is spoken, as on Microsoft's side, and not 1.3.</summary>
    public bool Tls12Only { get; init; }
}
