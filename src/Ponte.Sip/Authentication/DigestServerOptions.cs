namespace Ponte.Sip.Authentication;

/// <summary>Settings of <see cref="DigestServer"/>.</summary>
public sealed record DigestServerOptions
{
    /// <summary>How long a nonce is good. Default 5 min: longer than a retry, shorter than an eavesdropper's work.</summary>
    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Nonces whose counts are remembered. Default 20,000: 64 B each; older ones are then refused as stale.</summary>
    public int MaximumNonces { get; init; } = 20_000;
}
