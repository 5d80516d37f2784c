namespace Ponte.Server.Web.Accounts;

/// <summary>A person who signs in with a password of this server.</summary>
internal sealed record Account
{
    /// <summary>The name to sign in with; small letters.</summary>
    public required string Name { get; init; }

    /// <summary>What the password is checked against.</summary>
    public required string Hash { get; init; }

    /// <summary>What the account may do.</summary>
    public required Role Role { get; init; }

    /// <summary>The key of the user of the company document whose account it is; empty for nobody's.</summary>
    public string Person { get; init; } = "";

    /// <summary>Changes with password and role: sessions of before end.</summary>
    public required string Stamp { get; init; }

    /// <summary>The secret of the second factor in Base32 (RFC 6238); empty where there is none.</summary>
    public string Totp { get; init; } = "";

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
