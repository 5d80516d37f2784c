namespace Ponte.Server.Api.Contracts;

/// <summary>An account that signs in on the pages.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Person">The user whose account it is; empty for nobody's.</param>
/// <param name="HasTotp">Whether it has a second factor.</param>
internal sealed record AccountStatus(string Name, string Role, string Person, bool HasTotp);
