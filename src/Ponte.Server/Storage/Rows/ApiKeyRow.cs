namespace Ponte.Server.Storage.Rows;

/// <summary>A key of a program; see <see cref="Web.Accounts.ApiKey"/>.</summary>
internal sealed class ApiKeyRow
{
    /// <summary>Its public part.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the whole key.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The role by its name.</summary>
    public string Role { get; set; } = "";

    /// <summary>Who made it.</summary>
    public string CreatedBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
