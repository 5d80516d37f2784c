namespace Ponte.Pbx.Document;

/// <summary>How Ponte registers with a carrier (RFC 3261 section 10).</summary>
public sealed record RegisterSettings
{
    /// <summary>The registrar; its host is the domain of the address of record.</summary>
    public required PeerAddress Server { get; init; }

    /// <summary>The user part of the address of record.</summary>
    public required string User { get; init; }

    /// <summary>The user name for digest authentication; equal to <see cref="User"/> where the document names none.</summary>
    public required string AuthUser { get; init; }

    /// <summary>The password for digest authentication.</summary>
    public required SecretReference Password { get; init; }

    /// <summary>The expiry that is asked for.</summary>
    public TimeSpan Expires { get; init; } = DefaultExpires;

    /// <summary>RFC 3261 section 10.2.1.1 suggests an hour.</summary>
    public static readonly TimeSpan DefaultExpires = TimeSpan.FromHours(1);
}
