namespace Ponte.Server.Api.Contracts;

/// <summary>How a directory is.</summary>
/// <param name="Name">Its name in the company document.</param>
/// <param name="Kind"><c>csv</c>, <c>ldap</c> or <c>http</c>.</param>
/// <param name="State"><see cref="HealthState.Down"/> while it is set aside; <see cref="HealthState.Unknown"/> for a book that is not in the document.</param>
/// <param name="Detail">Why; empty where it works.</param>
/// <param name="Contacts">Contacts of a book; null for others.</param>
/// <param name="Numbers">Numbers of a book in memory; null for others.</param>
/// <param name="File">The file of a book; null for others, and before the first import.</param>
/// <param name="ImportedBy">Who imported it.</param>
/// <param name="ImportedAt">When.</param>
internal sealed record DirectoryReply(
    string Name,
    string Kind,
    HealthState State,
    string Detail,
    int? Contacts = null,
    int? Numbers = null,
    string? File = null,
    string? ImportedBy = null,
    DateTimeOffset? ImportedAt = null
);
