namespace Ponte.Pbx.Document.Reading;

/// <summary>Reads one directory of the section <c>directories</c>.</summary>
internal static class DirectoryReader
{
    private const string AttributesMend = "give a list of attributes such as [telephoneNumber, mobile]";
    private const int MaxItems = 16;

    /// <summary>The directory; null where its kind is not known or a part without which it makes no sense is missing.</summary>
    public static DirectorySettings? Read(string name, FieldReader fields, SecretReader secrets)
    {
        if (fields.Take("kind") is null)
        {
            fields.Missing("kind", "give csv, ldap or http");
        }
        DirectorySettings? directory = fields.Choice("kind", Words.DirectoryKinds) switch
        {
            DirectoryKind.Csv => new BookSettings { Name = name },
            DirectoryKind.Ldap => ReadLdap(name, fields, secrets),
            DirectoryKind.Http => ReadLookup(name, fields, secrets),
            _ => null,
        };
        if (directory is not null)
        {
            fields.End();
        }
        return directory;
    }

    private static LdapSettings ReadLdap(string name, FieldReader fields, SecretReader secrets)
    {
        var text = fields.RequiredText("server", "give ldaps://HOST", DirectoryChecks.LdapServer);
        var server = new Uri(text.Length > 0 ? text : "ldaps://invalid");
        var bindDn = fields.Text("bindDn", Checks.Length(1000)) ?? "";
        var password = secrets.Optional(fields, "password");
        if ((bindDn.Length > 0) != (password is not null))
        {
            fields.Missing(bindDn.Length > 0 ? "password" : "bindDn", "give bindDn and password, or neither for an anonymous search");
        }
        if (password is not null && !DirectoryChecks.MayCarrySecrets(server))
        {
            fields.Complain(
                "server",
                fields.Take("server")!,
                $"{FieldReader.Shown(text)} would carry the password readable for everybody; give ldaps://"
            );
        }
        var numbers = ReadTexts(fields, "numbers", AttributesMend, DirectoryChecks.Attribute);
        var names = ReadTexts(fields, "name", AttributesMend, DirectoryChecks.Attribute);
        return new LdapSettings
        {
            Name = name,
            Server = server,
            Base = fields.Text("base", Checks.Length(1000)) ?? "",
            BindDn = bindDn,
            Password = password,
            Numbers = numbers.Count > 0 ? numbers : LdapSettings.DefaultNumbers,
            NameAttributes = names.Count > 0 ? names : LdapSettings.DefaultNameAttributes,
            Filter = fields.Text("filter", DirectoryChecks.Filter) ?? "",
            TrustAnchors = fields.Text("trustAnchors", Checks.Length(4096)) ?? "",
        };
    }

    private static LookupSettings ReadLookup(string name, FieldReader fields, SecretReader secrets)
    {
        var headers = ReadHeaders(fields, secrets);
        if (headers.Count > 0 && fields.Text("url") is { } url && !DirectoryChecks.MayCarrySecrets(url))
        {
            fields.Complain(
                "url",
                fields.Take("url")!,
                $"{FieldReader.Shown(url)} would carry the headers readable for everybody; give https://"
            );
        }
        var paths = ReadTexts(fields, "name", "give where the name is in the answer, such as $.name", DirectoryChecks.NamePath);
        return new LookupSettings
        {
            Name = name,
            Url = fields.RequiredText("url", "give https://HOST/… with {number} in the number's place", DirectoryChecks.LookupUrl),
            NamePaths = paths.Count > 0 ? paths : LookupSettings.DefaultNamePaths,
            Headers = headers,
            TrustAnchors = fields.Text("trustAnchors", Checks.Length(4096)) ?? "",
        };
    }

    /// <summary>The headers of questions to a web service.</summary>
    public static ValueList<LookupHeader> ReadHeaders(FieldReader fields, SecretReader secrets)
    {
        if (fields.Map("headers", "give for instance { Authorization: \"env:CRM\" }") is not { } map)
        {
            return [];
        }
        var headers = new List<LookupHeader>();
        foreach (var key in map.Node.Entries.Select(e => e.Key))
        {
            map.Take(key.Text);
            if (DirectoryChecks.HeaderName(key.Text) is { } complaint)
            {
                map.Complain(key.Text, key, $"{FieldReader.Shown(key.Text)} {complaint}");
            }
            else if (headers.Count == MaxItems)
            {
                map.Complain(key.Text, key, $"{key.Text} is too much; at most 16 are read");
            }
            else
            {
                headers.Add(new LookupHeader(key.Text, secrets.Required(map, key.Text)));
            }
        }
        return [.. headers.OrderBy(h => h.Name, StringComparer.Ordinal)];
    }

    private static ValueList<string> ReadTexts(FieldReader fields, string key, string mend, Func<string, string?> complaint)
    {
        var items = new List<string>();
        var nodes = fields.Items(key, mend);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Kind != YamlKind.Scalar || nodes[i].IsNull)
            {
                continue; // Items complained of it
            }
            var words = i < MaxItems ? complaint(nodes[i].Text) : "is too much; at most 16 are read";
            if (words is null)
            {
                items.Add(nodes[i].Text);
            }
            else
            {
                fields.ComplainOfItem(key, i, nodes[i], $"{FieldReader.Shown(nodes[i].Text)} {words}");
            }
        }
        return [.. items];
    }
}
