using Ponte.Pbx.Document.Reading;

namespace Ponte.Pbx.Document.Writing;

/// <summary>The canonical form of the section <c>directories</c>.</summary>
internal static class CanonicalDirectories
{
    public static CanonicalNode Of(DirectorySettings directory)
    {
        var node = CanonicalNode.Mapping().With("kind", Words.Of(Words.DirectoryKinds, directory.Kind));
        return directory switch
        {
            BookSettings => node,
            LdapSettings ldap => Ldap(node, ldap),
            LookupSettings lookup => Lookup(node, lookup),
            _ => throw new ArgumentOutOfRangeException(nameof(directory), directory, "A kind of directory is not written."),
        };
    }

    private static CanonicalNode Ldap(CanonicalNode node, LdapSettings ldap)
    {
        node.With("server", ldap.Server.OriginalString).With("base", ldap.Base).With("bindDn", ldap.BindDn);
        if (ldap.Password is { } password)
        {
            node.With("password", password);
        }
        return node.With("numbers", ldap.Numbers.Equals(LdapSettings.DefaultNumbers) ? [] : ldap.Numbers)
            .With("name", ldap.NameAttributes.Equals(LdapSettings.DefaultNameAttributes) ? [] : ldap.NameAttributes)
            .With("filter", ldap.Filter)
            .With("trustAnchors", ldap.TrustAnchors);
    }

    private static CanonicalNode Lookup(CanonicalNode node, LookupSettings lookup)
    {
        return node.With("url", lookup.Url)
            .With("name", lookup.NamePaths.Equals(LookupSettings.DefaultNamePaths) ? [] : lookup.NamePaths)
            .With("headers", Headers(lookup.Headers))
            .With("trustAnchors", lookup.TrustAnchors);
    }

    /// <summary>The headers of questions to a web service.</summary>
    public static CanonicalNode Headers(ValueList<LookupHeader> headers)
    {
        var node = CanonicalNode.Mapping();
        foreach (var header in headers)
        {
            node.With(header.Name, header.Value);
        }
        return node;
    }
}
