namespace Ponte.Pbx.Document;

/// <summary>A directory of kind <c>ldap</c>.</summary>
public sealed record LdapSettings : DirectorySettings
{
    /// <inheritdoc/>
    public override DirectoryKind Kind => DirectoryKind.Ldap;

    /// <summary>The server: <c>ldap://HOST[:PORT]</c> or <c>ldaps://HOST[:PORT]</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>The entry below which is searched.</summary>
    public string Base { get; init; } = "";

    /// <summary>The entry that Ponte signs in as; empty for an anonymous search.</summary>
    public string BindDn { get; init; } = "";

    /// <summary>The password of <see cref="BindDn"/>; null where there is none.</summary>
    public SecretReference? Password { get; init; }

    /// <summary>The attributes that hold numbers. An entry counts only if one of them is the number that was sought.</summary>
    public ValueList<string> Numbers { get; init; } = DefaultNumbers;

    /// <summary>The attributes that hold the name: the first one that an entry has.</summary>
    public ValueList<string> NameAttributes { get; init; } = DefaultNameAttributes;

    /// <summary>
    /// The filter (RFC 4515) with <c>{number}</c>, <c>{digits}</c>, <c>{national}</c> or <c>{loose}</c> in the number's place; empty for one
    /// that looks for <c>{number}</c> and <c>{national}</c> in <see cref="Numbers"/>.
    /// </summary>
    public string Filter { get; init; } = "";

    /// <summary>A PEM file or folder of root certificates for the server; empty for the system's.</summary>
    public string TrustAnchors { get; init; } = "";

    /// <summary>The attributes of people in Active Directory and in inetOrgPerson (RFC 2798).</summary>
    public static readonly ValueList<string> DefaultNumbers = ["telephoneNumber", "mobile"];

    /// <summary>The display name, else the common name (RFC 2798, RFC 4519).</summary>
    public static readonly ValueList<string> DefaultNameAttributes = ["displayName", "cn"];
}
