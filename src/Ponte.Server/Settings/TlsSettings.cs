namespace Ponte.Server.Settings;

/// <summary>The certificate that SIP over TLS shows, on connections in and out.</summary>
/// <param name="Certificate">PEM file: the certificate, then the intermediates.</param>
/// <param name="Key">PEM file of the private key, not encrypted.</param>
/// <param name="TrustAnchors">PEM file or folder of the roots that peers must descend from; empty for the system's.</param>
internal sealed record TlsSettings(string Certificate, string Key, string TrustAnchors);
