namespace Ponte.Server.Directories.Ldap;

/// <summary>The LDAP server cannot be asked. The message is one line for a person.</summary>
internal sealed class LdapException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the connection is gone, which is normal for one that has been idle for long.</summary>
    public bool IsStale { get; init; }
}
