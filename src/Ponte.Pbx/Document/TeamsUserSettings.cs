namespace Ponte.Pbx.Document;

/// <summary>A user in Teams.</summary>
public sealed record TeamsUserSettings
{
    /// <summary>The number assigned in Teams, <c>+E.164</c> or <c>+</c> and a short number.</summary>
    public required string Number { get; init; }

    /// <summary>The user principal name; empty where it is not given.</summary>
    public string Upn { get; init; } = "";

    /// <summary>The name of ours that belongs to the user's tenant: a line's <c>fqdn</c> or one of its <c>tenants</c>.</summary>
    public required string Fqdn { get; init; }
}
