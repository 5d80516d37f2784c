using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Directories;

public sealed class DirectoryDocumentTests
{
    private const string Company = "company: { name: Rossi, country: IT }\n";
    private const string Ldap = Company + "directories:\n  ad:\n    kind: ldap\n";
    private const string Http = Company + "directories:\n  crm:\n    kind: http\n";
    private const string Whole =
        Company
        + """
            directories:
              suppliers: { kind: csv }
              ad:
                kind: ldap
                server: "ldaps://dc.example.com:3269"
                base: "dc=example,dc=com"
                bindDn: "cn=ponte,dc=example,dc=com"
                password: hunter2
                numbers: [telephoneNumber, mobile, ipPhone]
                name: [displayName]
                filter: "(&(objectClass=person)(telephoneNumber={loose}))"
                trustAnchors: /etc/ponte/ad.pem
              crm:
                kind: http
                url: "https://crm.example.com/search?n={digits}"
                name: ["$.firstName", "$.lastName"]
                headers: { X-Key: "env:CRM", Authorization: Bearer hunter3 }
            """;

    [Fact]
    public void Directories_are_read_in_their_order_and_printed_alike()
    {
        var document = Read(Whole);

        document
            .Directories.Select(d => (d.Name, d.Kind))
            .Should()
            .Equal(("suppliers", DirectoryKind.Csv), ("ad", DirectoryKind.Ldap), ("crm", DirectoryKind.Http));
        ((LdapSettings)document.Directories[1]).Server.Port.Should().Be(3269);
        ((LookupSettings)document.Directories[2]).Headers.Select(h => h.Name).Should().Equal("Authorization", "X-Key");
        Read(DocumentText.PrintWithSecrets(document)).Should().Be(document);
        var printed = DocumentText.Print(document);
        printed.Should().NotContain("hunter").And.Contain("env:CRM");
        DocumentText.Read(printed, document).Document.Should().Be(document, "masked secrets keep their value");
    }

    [Fact]
    public void Defaults_are_left_out()
    {
        var document = Read(Ldap + "    server: \"ldap://dc\"\n" + "  crm: { kind: http, url: \"http://crm/{number}\" }");

        var ldap = (LdapSettings)document.Directories[0];
        ldap.Numbers.Should().Equal("telephoneNumber", "mobile");
        ldap.NameAttributes.Should().Equal("displayName", "cn");
        ((LookupSettings)document.Directories[1]).NamePaths.Should().Equal("$.name");
        DocumentText
            .Print(document)
            .Should()
            .EndWith(
                """
                directories:
                  ad:
                    kind: ldap
                    server: "ldap://dc"
                  crm:
                    kind: http
                    url: "http://crm/{number}"

                """
            );
    }

    [Fact]
    public void Moving_a_directory_is_a_change()
    {
        var before = Read(Company + "directories: { a: { kind: csv }, b: { kind: csv } }");
        var after = Read(Company + "directories: { b: { kind: csv }, a: { kind: csv } }");

        DocumentText.Compare(before, after).Select(c => c.Path).Should().Equal("directories (order)");
    }

    [Theory]
    [InlineData(Company + "directories: { a: {} }", "directories.a.kind (line 2, column 19): is missing; give csv, ldap or http")]
    [InlineData(
        Company + "directories: { users: { kind: csv } }",
        "directories.users (line 2, column 16): users is the name of the company's own users as a directory; give another one"
    )]
    [InlineData(Ldap, "directories.ad.server (line 4, column 5): is missing; give ldaps://HOST")]
    [InlineData(
        Ldap + "    server: dc.example.com\n",
        "directories.ad.server (line 5, column 13): dc.example.com is no LDAP server; give ldaps://HOST or ldap://HOST, with :PORT where it is not 636 or 389"
    )]
    [InlineData(
        Ldap + "    server: \"ldap://dc.example.com\"\n    bindDn: cn=x\n    password: env:P\n",
        "directories.ad.server (line 5, column 13): ldap://dc.example.com would carry the password readable for everybody; give ldaps://"
    )]
    [InlineData(
        Ldap + "    server: \"ldaps://dc\"\n    bindDn: cn=x\n",
        "directories.ad.password (line 4, column 5): is missing; give bindDn and password, or neither for an anonymous search"
    )]
    [InlineData(
        Ldap + "    server: \"ldaps://dc\"\n    filter: telephoneNumber={number}\n",
        "directories.ad.filter (line 6, column 13): telephoneNumber={number} is no LDAP filter; give it as (telephoneNumber={number}), or (&(…)(…)) for several"
    )]
    [InlineData(
        Ldap + "    server: \"ldaps://dc\"\n    filter: (cn=x)\n",
        "directories.ad.filter (line 6, column 13): (cn=x) has no place for the number; put {number}, {digits}, {national} or {loose} where it belongs"
    )]
    [InlineData(
        Ldap + "    server: \"ldaps://dc\"\n    numbers: [\"a b\"]\n",
        "directories.ad.numbers[0] (line 6, column 15): a b is no attribute; give its name, such as telephoneNumber"
    )]
    [InlineData(
        Http + "    url: \"https://crm.example.com/\"\n",
        "directories.crm.url (line 5, column 10): https://crm.example.com/ has no place for the number; put {number}, {digits} or {national} where it belongs"
    )]
    [InlineData(
        Http + "    url: \"ftp://crm.example.com/{number}\"\n",
        "directories.crm.url (line 5, column 10): ftp://crm.example.com/{number} is no address of a web service; give https://HOST/… without a password in it"
    )]
    [InlineData(
        Http + "    url: \"https://u:p@crm/{number}\"\n",
        "directories.crm.url (line 5, column 10): https://u:p@crm/{number} is no address of a web service; give https://HOST/… without a password in it"
    )]
    [InlineData(
        Http + "    url: \"https://{digits}.example.com/{number}\"\n",
        "directories.crm.url (line 5, column 10): https://{digits}.example.com/{number} has the number before the path; put it behind the host, as in https://HOST/search?n={number}"
    )]
    [InlineData(
        Http + "    url: \"https://crm/{number}\"\n    name: name\n",
        "directories.crm.name[0] (line 6, column 11): name is no path into JSON; give it as $.contact.name or $.items[0].name"
    )]
    [InlineData(
        Http + "    url: \"https://crm/{number}\"\n    headers: { \"X Y\": a }\n",
        "directories.crm.headers.X Y (line 6, column 16): X Y is no header; give letters, digits and hyphens"
    )]
    [InlineData(
        Http + "    url: \"http://crm/{number}\"\n    headers: { X-Key: a }\n",
        "directories.crm.url (line 5, column 10): http://crm/{number} would carry the headers readable for everybody; give https://"
    )]
    [InlineData(
        Http + "    url: \"https://crm/{number}\"\n    headers: { Host: a }\n",
        "directories.crm.headers.Host (line 6, column 16): Host is set by Ponte itself; leave it out"
    )]
    public void Errors_name_the_place_and_the_mend(string text, string expected)
    {
        DocumentText.Read(text).Errors.Select(e => e.ToString()).Should().Equal(expected);
    }

    private static CompanyDocument Read(string text)
    {
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        return result.Document!;
    }
}
