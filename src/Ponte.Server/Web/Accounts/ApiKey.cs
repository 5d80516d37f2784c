namespace Ponte.Server.Web.Accounts;

/// <summary>A key by which a program uses the API.</summary>
/// <param name="Id">Its public part.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Hash">SHA-256 of the whole key, hexadecimal: a random key needs no slow hash.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When.</param>
internal sealed record ApiKey(string Id, string Name, string Hash, Role Role, string CreatedBy, DateTimeOffset CreatedAt);
