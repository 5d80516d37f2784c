namespace Ponte.Server.Storage.Rows;

/// <summary>An account; see <see cref="Web.Accounts.Account"/>.</summary>
internal sealed class AccountRow
{
    /// <summary>The name to sign in with.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the password is checked against.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The role by its name.</summary>
    public string Role { get; set; } = "";

    /// <summary>The user of the company document.</summary>
    public string Person { get; set; } = "";

    /// <summary>Changes with password and role.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>The secret of the second factor.</summary>
    public string Totp { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
