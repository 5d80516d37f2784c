namespace Ponte.Server.Api.Contracts;

/// <summary>Whose a number is.</summary>
/// <param name="Number">The number in the inside form.</param>
/// <param name="Name">The name that is shown.</param>
/// <param name="Source">The directory that says so.</param>
internal sealed record NameReply(string Number, string Name, string Source);
