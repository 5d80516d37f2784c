using System.Net;
using CsCheck;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Document;

public sealed class DocumentTests
{
    internal const string Rossi = """
        # The demo company.
        company: { name: Rossi S.p.A., country: IT, areaCode: "02", language: it, timeZone: Europe/Rome }
        lines:
          carrier: { kind: carrier, peers: ["sip:198.51.100.7:5060;transport=udp"], channels: 30, numbers: { out: national } }
          voipco:
            kind: carrier
            register: { server: "sip:voipco.example", user: "0212345", password: "env:VOIPCO" }
            addresses: [203.0.113.0/24, "2001:db8::/32"]
            codecs: [G722, PCMA]
            options: off
            mediaTimeout: off
          oldpbx: { kind: pbx, peers: "sip:10.0.0.5", prefix: "7" }
          teams: { kind: teams, fqdn: SBC.example.com, tenants: [acme.sbc.example.com], options: 30s, bypass: true }
        users:
          mrossi:
            name: Mario Rossi
            extension: "201"
            number: "+390212345601"
            teams: { number: "+390212345601", upn: mrossi@example.com }
          bverdi: { name: "Bruno \"Il\" Verdi", number: +390212345602, teams: { fqdn: acme.sbc.example.com } }
        numbers:
          "+390212345600": { user: mrossi }
        """;

    [Fact]
    public void A_document_is_read_with_its_defaults()
    {
        var document = Read(Rossi);

        document
            .Company.Should()
            .Be(
                new CompanySettings
                {
                    Name = "Rossi S.p.A.",
                    Country = "IT",
                    AreaCode = "02",
                    Language = "it",
                    TimeZone = "Europe/Rome",
                }
            );
        document.Lines.Select(l => l.Name).Should().Equal("carrier", "voipco", "oldpbx", "teams");
        document
            .Lines[0]
            .Should()
            .Be(
                new TrunkSettings
                {
                    Name = "carrier",
                    Peers = [new PeerAddress("198.51.100.7", 5060, PeerTransport.Udp)],
                    Channels = 30,
                    Numbers = new NumberFormatSettings { Out = NumberOutFormat.National },
                    Addresses = [IPNetwork.Parse("198.51.100.7/32")],
                }
            );
        document
            .Lines[3]
            .Should()
            .Be(
                new TeamsSettings
                {
                    Name = "teams",
                    Fqdn = "sbc.example.com",
                    Tenants = ["acme.sbc.example.com"],
                    Bypass = true,
                    OptionsInterval = TimeSpan.FromSeconds(30),
                    Addresses = TeamsSettings.DefaultAddresses,
                }
            );
        document.Users.Select(u => u.Id).Should().Equal("bverdi", "mrossi");
        document.Users[0].Teams.Should().Be(new TeamsUserSettings { Number = "+390212345602", Fqdn = "acme.sbc.example.com" });
        document.Users[1].Teams!.Fqdn.Should().Be("sbc.example.com");
        document.Numbers.Should().Equal(new NumberSettings("+390212345600", "mrossi"));
    }

    [Fact]
    public void A_line_that_registers_takes_the_registrar_as_its_peer()
    {
        var line = (TrunkSettings)Read(Rossi).Lines[1];

        line.Peers.Should().Equal(new PeerAddress("voipco.example", null, PeerTransport.Unspecified));
        line.Register!.AuthUser.Should().Be("0212345");
        line.Register.Expires.Should().Be(TimeSpan.FromHours(1));
        line.OptionsInterval.Should().BeNull();
        line.MediaTimeout.Should().BeNull();
    }

    [Fact]
    public void Teams_defaults_are_Microsofts()
    {
        TeamsSettings
            .DefaultHubs.Select(h => h.ToString())
            .Should()
            .Equal("sip.pstnhub.microsoft.com", "sip2.pstnhub.microsoft.com", "sip3.pstnhub.microsoft.com");
        TeamsSettings.DefaultHubs.Should().OnlyContain(h => h.Port == 5061);
        TeamsSettings.DefaultAddresses.Select(a => a.ToString()).Should().Equal("52.112.0.0/14", "52.122.0.0/15");
        LineSettings.DefaultOptionsInterval.Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Equal_texts_give_equal_documents_and_equal_hashes()
    {
        Read(Rossi).Should().Be(Read(Rossi + "\n# nothing\n"));
        Read(Rossi).GetHashCode().Should().Be(Read(Rossi).GetHashCode());
    }

    [Fact]
    public void The_canonical_text_is_stable_and_reads_back_to_the_same_document()
    {
        var document = Read(Rossi);

        var text = DocumentText.Print(document);

        text.Should()
            .Be(
                """
                company:
                  name: Rossi S.p.A.
                  country: IT
                  areaCode: "02"
                  language: it
                  timeZone: Europe/Rome
                lines:
                  carrier:
                    kind: carrier
                    peers: ["sip:198.51.100.7:5060;transport=udp"]
                    numbers:
                      out: national
                    channels: 30
                  voipco:
                    kind: carrier
                    register:
                      server: "sip:voipco.example"
                      user: "0212345"
                      password: "env:VOIPCO"
                    addresses: ["203.0.113.0/24", "2001:db8::/32"]
                    options: off
                    mediaTimeout: off
                    codecs: [G722, PCMA]
                  oldpbx:
                    kind: pbx
                    peers: ["sip:10.0.0.5"]
                    prefix: [7]
                  teams:
                    kind: teams
                    fqdn: sbc.example.com
                    tenants: [acme.sbc.example.com]
                    bypass: true
                    options: 30s
                users:
                  bverdi:
                    name: "Bruno \"Il\" Verdi"
                    number: "+390212345602"
                    teams:
                      number: "+390212345602"
                      fqdn: acme.sbc.example.com
                  mrossi:
                    name: Mario Rossi
                    extension: 201
                    number: "+390212345601"
                    teams:
                      number: "+390212345601"
                      upn: mrossi@example.com
                      fqdn: sbc.example.com
                numbers:
                  "+390212345600":
                    user: mrossi

                """
            );
        Read(text).Should().Be(document);
    }

    [Fact]
    public void Any_visible_name_survives_printing_and_reading()
    {
        Gen.String.Array[1, 3]
            .Sample(names =>
            {
                var name = string.Concat(string.Join(' ', names).Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(60)) + "x";
                var document = Read(Rossi) with { Users = [new UserSettings { Id = "a", Name = name }], Numbers = [] };

                Read(DocumentText.Print(document)).Should().Be(document);
            });
    }

    [Fact]
    public void A_broken_text_gives_errors_and_never_an_exception()
    {
        var cut = Gen.Int[0, Rossi.Length];
        var noise = Gen.OneOf(
            new[] { "{", "}", "[", "]", "*", "&a ", "!", "|", ">", "\"", "'", ":", "- ", "?", "\n", "\t", "%", "@", "\0", "---", "#" }
                .Select(Gen.Const)
                .ToArray()
        );
        Gen.Select(cut, noise, cut)
            .Sample(
                (at, what, end) =>
                {
                    var text = Rossi.Insert(at, what);
                    var result = DocumentText.Read(text[..Math.Max(end, text.Length / 2)]);
                    (result.Document is null).Should().Be(result.Errors.Count > 0);
                },
                iter: 2000
            );
    }

    [Fact]
    public void A_comparison_names_what_was_added_removed_and_changed()
    {
        var after = Rossi
            .Replace("channels: 30", "channels: 60", StringComparison.Ordinal)
            .Replace(", areaCode: \"02\"", "", StringComparison.Ordinal)
            .Replace("prefix: \"7\"", "prefix: \"7\", callsPerSecond: 5", StringComparison.Ordinal);

        DocumentText
            .Compare(Read(Rossi), Read(after))
            .Select(c => c.ToString())
            .Should()
            .Equal("- company.areaCode: 02", "~ lines.carrier.channels: 30 -> 60", "+ lines.oldpbx.callsPerSecond: 5");
    }

    [Fact]
    public void A_comparison_tells_that_lines_changed_places()
    {
        var document = Read(Rossi);
        var moved = document with { Lines = [.. document.Lines.Reverse()] };

        DocumentText
            .Compare(document, moved)
            .Should()
            .ContainSingle()
            .Which.ToString()
            .Should()
            .Be("~ lines (order): [carrier, voipco, oldpbx, teams] -> [teams, oldpbx, voipco, carrier]");
    }

    [Fact]
    public void A_written_out_password_is_masked_everywhere_and_its_change_is_still_told()
    {
        var first = Read(Rossi.Replace("env:VOIPCO", "hunter1", StringComparison.Ordinal));
        var second = Read(Rossi.Replace("env:VOIPCO", "hunter2", StringComparison.Ordinal));

        DocumentText.Print(first).Should().NotContain("hunter").And.Contain("password: \"********\"");
        DocumentText.Compare(first, second).Should().Equal(new DocumentChange("lines.voipco.register.password", "********", "********"));
        first.ToString().Should().NotContain("hunter");
        ((TrunkSettings)first.Lines[1]).ToString().Should().NotContain("hunter");
    }

    [Fact]
    public void A_masked_password_keeps_the_one_in_force()
    {
        var document = Read(Rossi.Replace("env:VOIPCO", "hunter1", StringComparison.Ordinal));

        var again = DocumentText.Read(DocumentText.Print(document), previous: document);

        again.Document.Should().Be(document);
    }

    [Theory]
    [InlineData("env:P", "secret")]
    [InlineData("env:Q", null)]
    [InlineData("file:/p", "line")]
    [InlineData("file:/w", "line ")]
    [InlineData("file:/q", null)]
    [InlineData("plain", "plain")]
    public void A_secret_is_fetched_from_where_the_document_says(string reference, string? expected)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["P"] = "secret" };
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["/p"] = "line\n", ["/w"] = "line \r\n" };

        SecretReference.Parse(reference).Resolve(environment.GetValueOrDefault, files.GetValueOrDefault).Should().Be(expected);
    }

    internal static CompanyDocument Read(string text)
    {
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        return result.Document!;
    }
}
