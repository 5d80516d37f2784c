using System.Collections.Immutable;

namespace Ponte.Server.Api.Contracts;

/// <summary>A contact.</summary>
/// <param name="Book">Its book.</param>
/// <param name="Name">The person; empty where there is only an organisation.</param>
/// <param name="Organisation">The organisation; empty where none is known.</param>
/// <param name="Numbers">The numbers in the inside form.</param>
internal sealed record ContactReply(string Book, string Name, string Organisation, ImmutableArray<string> Numbers);
