namespace Ponte.Server.Api.Contracts;

/// <summary>An account to make, or to give another password.</summary>
/// <param name="Password">The password.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Person">The user whose account it is; empty for nobody's.</param>
internal sealed record AccountWish(string Password, string Role, string Person);
