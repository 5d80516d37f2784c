namespace Ponte.Server.Directories.Ldap;

/// <summary>A message from the server, as far as a look-up needs it.</summary>
/// <param name="Id">The request that it answers; 0 for a notice that the server closes the connection (RFC 4511 section 4.4).</param>
/// <param name="Kind">What it is.</param>
/// <param name="ResultCode">The result (RFC 4511 section 4.1.9); 0 where it is none.</param>
/// <param name="Attributes">The attributes of an entry: types and values in the order of the message.</param>
internal sealed record LdapMessage(
    int Id,
    LdapMessageKind Kind,
    int ResultCode,
    IReadOnlyList<(string Type, IReadOnlyList<string> Values)> Attributes
);
