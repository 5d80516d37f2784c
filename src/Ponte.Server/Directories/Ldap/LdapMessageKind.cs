namespace Ponte.Server.Directories.Ldap;

/// <summary>What a message from the server is.</summary>
internal enum LdapMessageKind
{
    /// <summary>The result of a bind.</summary>
    BindResponse,

    /// <summary>An entry that was found.</summary>
    Entry,

    /// <summary>A search is over.</summary>
    Done,

    /// <summary>Anything else, such as a reference to another server, which is not followed.</summary>
    Other,
}
