namespace Ponte.Pbx.Document;

/// <summary>What a directory is.</summary>
public enum DirectoryKind
{
    /// <summary>An address book that is imported from CSV files.</summary>
    Csv,

    /// <summary>An LDAP server.</summary>
    Ldap,

    /// <summary>A web service that is asked for one number.</summary>
    Http,
}
