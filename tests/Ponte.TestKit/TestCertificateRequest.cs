namespace Ponte.TestKit;

/// <summary>What a certificate for a test is to hold.</summary>
public sealed record TestCertificateRequest
{
    /// <summary>The usage serverAuth.</summary>
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    /// <summary>The usage clientAuth.</summary>
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    /// <summary>The common name.</summary>
    public string CommonName { get; init; } = "test";

    /// <summary>Names of the subject alternative name: DNS names, IP addresses, <c>sip:</c> URIs.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Extended key usages; none: no such extension.</summary>
    public IReadOnlyList<string> Usages { get; init; } = [ServerAuth];

    /// <summary>The begin of validity.</summary>
    public DateTimeOffset NotBefore { get; init; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The end of validity.</summary>
    public DateTimeOffset NotAfter { get; init; } = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether the key is of ECDSA instead of RSA.</summary>
    public bool IsEcdsa { get; init; }

    /// <summary>Whether an RSA key of its own is made; otherwise certificates share one, which is faster.</summary>
    public bool HasOwnKey { get; init; }

    /// <summary>The length of an RSA key.</summary>
    public int KeyBits { get; init; } = 2048;

    /// <summary>A request for one DNS name.</summary>
    public static TestCertificateRequest For(string name) => new() { CommonName = name, Names = [name] };
}
