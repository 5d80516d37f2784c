using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Document;

/// <summary>Every error text that a document can give, each from the smallest document that has it.</summary>
public sealed class DocumentErrorTests
{
    private const string Company = "company: { name: Rossi, country: IT }\n";
    private const string Carrier = Company + "lines:\n  carrier:\n    kind: carrier\n    peers: [\"sip:198.51.100.7\"]\n";
    private const string Teams = Company + "lines:\n  teams:\n    kind: teams\n    fqdn: sbc.example.com\n";
    private const string Register =
        Company + "lines:\n  voipco:\n    kind: carrier\n    register:\n      server: \"sip:voipco.example\"\n      user: \"02\"\n";
    private const string User = Company + "users:\n  mrossi:\n    name: Mario\n";

    [Theory]
    // The text as a whole
    [InlineData("", "line 1, column 1: the document is empty; it needs at least the section company")]
    [InlineData("- a", "line 1, column 1: the document is a list; give at least the section company")]
    [InlineData("company", "line 1, column 1: the document is a single value; give at least the section company")]
    [InlineData(Company + "---\na: b", "line 2, column 1: a second document begins here; a company has one")]
    [InlineData(
        Company + "company: {}",
        "company (line 2, column 1): company stands here a second time, first in line 1; keep one of them"
    )]
    [InlineData(Company + "? [a]\n: b", "line 2, column 3: a list stands where a key is expected; a key is a single word")]
    [InlineData(
        "company: { name: *x, country: IT }",
        "company.name (line 1, column 18): an alias (*) stands here, which is not supported; write the value out, or put it in quotes"
    )]
    [InlineData(
        "company:\n  name: &x Rossi\n  country: IT",
        "company.name (line 2, column 9): an anchor (&) stands here, which is not supported; leave it out, or put the value in quotes"
    )]
    [InlineData(
        "company: { name: !x Rossi, country: IT }",
        "company.name (line 1, column 18): a tag (!) stands here, which is not supported; leave it out, or put the value in quotes"
    )]
    [InlineData(
        Company + "queues: {}",
        "queues (line 2, column 1): queues is not known here; known here are blocked, calendars, classes, company, directories, emergency, flows, lines, mailboxes, numbers, prompts, rooms, shortCodes, users"
    )]
    [InlineData(Company + "line: {}", "line (line 2, column 1): line is not known here; did you mean lines?")]
    [InlineData(Company + "lines: []", "lines (line 2, column 8): is a list, not a mapping; give its kind and its fields")]
    [InlineData(Company + "lines: { a: }", "lines.a (line 2, column 13): is empty; give its kind and its fields")]
    [InlineData(Company + "lines: { a: b }", "lines.a (line 2, column 13): is a single value, not a mapping; give its kind and its fields")]
    // company
    [InlineData(
        "lines: {}",
        "company (line 1, column 1): is missing; give at least name and country: company: { name: Rossi S.p.A., country: IT }"
    )]
    [InlineData(
        "company: x",
        "company (line 1, column 10): is a single value, not a mapping; give at least name and country: company: { name: Rossi S.p.A., country: IT }"
    )]
    [InlineData("company: { country: IT }", "company.name (line 1, column 10): is missing; give the company's name")]
    [InlineData("company: { name: [a], country: IT }", "company.name (line 1, column 18): is a list; give a single value")]
    [InlineData(
        "company: { name: R }",
        "company.country (line 1, column 10): is missing; give two capital letters as in ISO 3166, for instance IT"
    )]
    [InlineData(
        "company: { name: R, country: Italy }",
        "company.country (line 1, column 30): Italy is no country; give two capital letters as in ISO 3166, for instance IT"
    )]
    [InlineData(
        "company: { name: R, country: IT, areaCode: 02/3 }",
        "company.areaCode (line 1, column 44): 02/3 is no area code; give up to 6 digits as dialled within the country, in quotes: \"02\""
    )]
    [InlineData("company: { name: R, country: IT, language: de }", "company.language (line 1, column 44): de is none of it, en")]
    [InlineData(
        "company: { name: R, country: IT, timeZone: Rome }",
        "company.timeZone (line 1, column 44): Rome is no time zone; give its IANA name, for instance Europe/Rome"
    )]
    [InlineData(
        "company: { name: R, country: IT, timeZon: Europe/Rome }",
        "company.timeZon (line 1, column 34): timeZon is not known here; did you mean timeZone?"
    )]
    // lines
    [InlineData(
        Company + "lines: { Big Line: { kind: carrier, peers: [\"sip:a\"] } }",
        "lines.Big Line (line 2, column 10): Big Line is no name; give 1 to 40 small letters, digits, dots, hyphens or underscores, a letter or digit first"
    )]
    [InlineData(
        Company + "lines: { a: { peers: [\"sip:a\"] } }",
        "lines.a.kind (line 2, column 13): is missing; give carrier, pbx or teams"
    )]
    [InlineData(
        Company + "lines: { a: { kind: carier, peers: [\"sip:a\"] } }",
        "lines.a.kind (line 2, column 21): carier is none of carrier, pbx, teams; did you mean carrier?"
    )]
    [InlineData(
        Company + "lines: { a: { kind: pbx } }",
        "lines.a.peers (line 2, column 13): is missing; give a list of peers such as [\"sip:198.51.100.7:5060;transport=udp\"]"
    )]
    [InlineData(
        Carrier + "    channels: 0",
        "lines.carrier.channels (line 6, column 15): 0 is below 1; give the number of calls the line allows at once"
    )]
    [InlineData(
        Carrier + "    channels: many",
        "lines.carrier.channels (line 6, column 15): many is no whole number; give the number of calls the line allows at once"
    )]
    [InlineData(
        Carrier + "    callsPerSecond: 10001",
        "lines.carrier.callsPerSecond (line 6, column 21): 10001 is above 10000; give the number of new calls a second that the line allows"
    )]
    [InlineData(
        Carrier + "    options: 60",
        "lines.carrier.options (line 6, column 14): 60 is no duration; give 10s to 1h, for instance 60s, or off"
    )]
    [InlineData(
        Carrier + "    options: 5s",
        "lines.carrier.options (line 6, column 14): 5s is below 10s; give 10s to 1h, for instance 60s, or off"
    )]
    [InlineData(
        Carrier + "    timeout: 9999999999h",
        "lines.carrier.timeout (line 6, column 14): 9999999999h is no duration; give 500ms to 30s, for instance 4s"
    )]
    [InlineData(
        Carrier + "    addresses: [198.51.100.7/24]",
        "lines.carrier.addresses[0] (line 6, column 17): 198.51.100.7/24 is no address range, because bits are set behind the mask; give 198.51.100.0/24"
    )]
    [InlineData(
        Carrier + "    addresses: [carrier.example]",
        "lines.carrier.addresses[0] (line 6, column 17): carrier.example is no address range; give it as 198.51.100.0/24, or one address"
    )]
    [InlineData(
        Carrier + "    codecs: [PCMA, G726]",
        "lines.carrier.codecs[1] (line 6, column 20): G726 is none of PCMA, PCMU, G722, G729, OPUS"
    )]
    [InlineData(
        Carrier + "    codecs: [PCMA, PCMA]",
        "lines.carrier.codecs[1] (line 6, column 20): PCMA stands here a second time; keep one of them"
    )]
    [InlineData(
        Carrier + "    codecs: { a: b }",
        "lines.carrier.codecs (line 6, column 13): is a mapping, not a list; give a list such as [PCMA, PCMU]"
    )]
    [InlineData(
        Carrier + "    codecs: [[PCMA]]",
        "lines.carrier.codecs[0] (line 6, column 14): is a list; give a list such as [PCMA, PCMU]"
    )]
    [InlineData(
        Carrier + "    callerId: \"02123\"",
        "lines.carrier.callerId (line 6, column 15): 02123 is no E.164 number; give + and 7 to 15 digits in quotes: \"+390212345601\""
    )]
    [InlineData(
        Carrier + "    prefix: x7",
        "lines.carrier.prefix[0] (line 6, column 13): x7 is no beginning of a number; give + and a country code, or the first digits of short numbers, in quotes"
    )]
    [InlineData(Carrier + "    numbers: { in: local }", "lines.carrier.numbers.in (line 6, column 20): local is none of national, e164")]
    [InlineData(
        Carrier + "    numbers: { out: nationl }",
        "lines.carrier.numbers.out (line 6, column 21): nationl is none of e164, digits, international, national, significant; did you mean national?"
    )]
    [InlineData(
        Carrier + "    numbers: { keepInternationalPrefix: maybe }",
        "lines.carrier.numbers.keepInternationalPrefix (line 6, column 41): maybe is neither true nor false"
    )]
    [InlineData(
        Carrier + "    fqdn: a.b",
        "lines.carrier.fqdn (line 6, column 5): fqdn is not known here; known here are accept, addresses, callerId, callsPerSecond, channels, codecs, connectedLine, cost, country, fax, forwardedBy, holdMusic, kind, mediaTimeout, numbers, options, peers, prefix, range, recording, register, timeout"
    )]
    [InlineData(
        Carrier + "  second: { kind: pbx, peers: \"sip:198.51.100.7:5070\" }",
        "lines.second.peers (line 6, column 31): 198.51.100.7/32 belongs to lines.carrier already; calls from there could not be told apart"
    )]
    [InlineData(
        Company + "lines: { a: { kind: pbx, peers: [\"http://a\"] } }",
        "lines.a.peers[0] (line 2, column 34): http://a is no peer; give sip:HOST, with :PORT and ;transport=udp, tcp or tls where needed"
    )]
    [InlineData(
        Company + "lines: { a: { kind: pbx, peers: [\"sips:a\"] } }",
        "lines.a.peers[0] (line 2, column 34): sips:a uses sips:, which is not supported; write sip: and ;transport=tls"
    )]
    [InlineData(
        Company + "lines: { a: { kind: pbx, peers: [\"sip:a:70000\"] } }",
        "lines.a.peers[0] (line 2, column 34): sip:a:70000 is no peer; give sip:HOST, with :PORT and ;transport=udp, tcp or tls where needed"
    )]
    // register
    [InlineData(Register, "lines.voipco.register.password (line 6, column 7): is missing; give env:NAME, file:PATH or the password itself")]
    [InlineData(
        Register + "      password: \"********\"",
        "lines.voipco.register.password (line 8, column 17): is masked, as an export leaves it, and there is none to keep; give env:NAME, file:PATH or the password itself"
    )]
    [InlineData(
        Register + "      password: env:P\n      expires: 10s",
        "lines.voipco.register.expires (line 9, column 16): 10s is below 1m; give 60s to 24h, for instance 1h"
    )]
    [InlineData(
        Register + "      password: env:P\n      authuser: x",
        "lines.voipco.register.authuser (line 9, column 7): authuser is not known here; did you mean authUser?"
    )]
    [InlineData(
        Company + "lines: { a: { kind: carrier, register: { server: \"sip:\", user: u, password: p } } }",
        "lines.a.register.server (line 2, column 50): sip: is no peer; give sip:HOST, with :PORT and ;transport=udp, tcp or tls where needed"
    )]
    [InlineData(
        Company + "lines: { a: { kind: carrier, register: { server: \"sip:a\", user: a b, password: p } } }",
        "lines.a.register.user (line 2, column 65): a b is no SIP user; give 1 to 64 letters, digits or one of -_.!~*'()+ without blanks"
    )]
    // teams
    [InlineData(Teams + "    bypass: maybe", "lines.teams.bypass (line 6, column 13): maybe is neither true nor false")]
    [InlineData(
        Company + "lines: { teams: { kind: teams } }",
        "lines.teams.fqdn (line 2, column 17): is missing; give the name that the certificate holds and Teams knows"
    )]
    [InlineData(
        Company + "lines: { teams: { kind: teams, fqdn: 192.0.2.1 } }",
        "lines.teams.fqdn (line 2, column 38): 192.0.2.1 is an IP address, which Teams refuses; give the name that the certificate holds"
    )]
    [InlineData(
        Company + "lines: { teams: { kind: teams, fqdn: sbc } }",
        "lines.teams.fqdn (line 2, column 38): sbc is no full host name; give a name such as sbc.example.com"
    )]
    [InlineData(
        Company + "lines: { teams: { kind: teams, fqdn: rossi.onmicrosoft.com } }",
        "lines.teams.fqdn (line 2, column 38): rossi.onmicrosoft.com lies under onmicrosoft.com, which Teams refuses; give a name in a domain of your own"
    )]
    [InlineData(
        Company + "lines: { teams: { kind: teams, fqdn: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com.it } }",
        "lines.teams.fqdn (line 2, column 38): aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.co... has 65 characters; Teams takes at most 63"
    )]
    [InlineData(
        Teams + "    port: 0",
        "lines.teams.port (line 6, column 11): 0 is below 1; give the SIP signalling port that is set in Teams"
    )]
    [InlineData(
        Teams + "    hubs: [\"192.0.2.1:5061\"]",
        "lines.teams.hubs[0] (line 6, column 12): 192.0.2.1:5061 is no hub; give a list of host names, each with :PORT where it is not 5061"
    )]
    [InlineData(
        Teams + "    tenants: [sbc.example.com]",
        "lines.teams.tenants (line 6, column 14): sbc.example.com belongs to lines.teams already; give it once"
    )]
    [InlineData(
        Teams + "    peerNames: [\"a b\"]",
        "lines.teams.peerNames[0] (line 6, column 17): a b is no host name; give a name such as sbc.example.com, without port and scheme"
    )]
    // users
    [InlineData(Company + "users: { m: {} }", "users.m.name (line 2, column 13): is missing; give the name that others see")]
    [InlineData(
        User + "    extension: 2-1",
        "users.mrossi.extension (line 5, column 16): 2-1 is no extension; give 2 to 7 digits in quotes: \"201\""
    )]
    [InlineData(
        User + "    number: 0212345601",
        "users.mrossi.number (line 5, column 13): 0212345601 is no E.164 number; give + and 7 to 15 digits in quotes: \"+390212345601\""
    )]
    [InlineData(
        User + "    extension: \"201\"\n  verdi: { name: V, extension: \"201\" }",
        "users.verdi.extension (line 6, column 32): 201 belongs to users.mrossi already; give it once"
    )]
    [InlineData(
        User + "    number: \"+390212345601\"\n    teams: {}",
        "users.mrossi.teams.fqdn (line 6, column 12): is missing; the document has no line of kind teams; add one, or remove teams here"
    )]
    [InlineData(
        Teams + "users: { m: { name: M, teams: { upn: m@x } } }",
        "users.m.teams.number (line 6, column 31): is missing; give the number assigned in Teams, or the user a number"
    )]
    [InlineData(
        Teams + "users: { m: { name: M, teams: { number: \"39\" } } }",
        "users.m.teams.number (line 6, column 41): 39 is no number for Teams; give + and 2 to 15 digits in quotes: \"+390212345601\" or \"+201\""
    )]
    [InlineData(
        Teams + "users: { m: { name: M, teams: { number: \"+201\", upn: m } } }",
        "users.m.teams.upn (line 6, column 54): m is no user principal name; give it as name@domain"
    )]
    [InlineData(
        Teams + "users: { m: { name: M, teams: { number: \"+201\", fqdn: other.example.com } } }",
        "users.m.teams.fqdn (line 6, column 55): other.example.com is no name of a line of kind teams; give one of sbc.example.com"
    )]
    [InlineData(
        Teams + "users: { a: { name: A, teams: { number: \"+201\" } }, b: { name: B, teams: { number: \"+201\" } } }",
        "users.b.teams.number (line 6, column 74): +201 belongs to users.a already; give each user a number of its own"
    )]
    // numbers
    [InlineData(
        User + "numbers: { \"0212\": { user: mrosi } }",
        "numbers.0212.user (line 5, column 28): mrosi is no user; did you mean mrossi?"
    )]
    [InlineData(
        User + "numbers: { \"0212\": { user: x-y-z-k } }",
        "numbers.0212.user (line 5, column 28): x-y-z-k is no user; give the key of one in the section users"
    )]
    [InlineData(
        User + "numbers: { \"0212345678\": { user: mrossi } }",
        "numbers.0212345678 (line 5, column 12): 0212345678 is no number; give + and 7 to 15 digits, or a short number of 2 to 7 digits, in quotes"
    )]
    [InlineData(
        User + "    extension: \"201\"\nnumbers: { \"201\": { user: mrossi } }",
        "numbers.201 (line 6, column 12): 201 belongs to users.mrossi already; give it once"
    )]
    [InlineData(
        User + "numbers: { \"201\": { flow: welcome } }",
        "numbers.201.flow (line 5, column 27): welcome is no flow; give the key of one in the section flows"
    )]
    public void A_wrong_document_is_answered_with_its_errors(string text, params string[] expected)
    {
        var result = DocumentText.Read(text);

        result.Errors.Select(e => e.ToString()).Should().Equal(expected);
        result.Document.Should().BeNull();
    }

    [Fact]
    public void All_errors_come_at_once_in_the_order_of_the_text()
    {
        var result = DocumentText.Read(
            """
            company: { name: "", country: XX }
            lines:
              a: { kind: carrier, peers: ["sip:a"], channels: 0 }
              b: { kind: teams, fqdn: x }
            users:
              m: { name: M, number: 12, teams: { number: "+201", fqdn: y } }
            numbers:
              "12": { user: z }
            """
        );

        result
            .Errors.Select(e => e.Path)
            .Should()
            .Equal(
                "company.name",
                "company.country",
                "lines.a.channels",
                "lines.b.fqdn",
                "users.m.number",
                "users.m.teams.fqdn",
                "numbers.12.user"
            );
    }

    [Fact]
    public void A_text_that_is_no_YAML_is_one_error_with_its_place()
    {
        var error = DocumentText.Read("company: { name: Rossi\nlines: }: [").Errors.Should().ContainSingle().Subject;

        error.Message.Should().StartWith("this is no YAML");
        error.Line.Should().BeInRange(1, 2);
    }

    [Theory]
    [InlineData(10, 16, 100, "line 1, column 1: the text has 37 characters; at most 10 are read")]
    [InlineData(1000, 1, 100, "line 1, column 1: more than 1 levels within each other")]
    [InlineData(1000, 16, 4, "company.name (line 1, column 18): more than 4 values; the document is too large")]
    public void A_text_over_a_limit_is_refused(int characters, int depth, int nodes, string expected)
    {
        var limits = new DocumentLimits
        {
            MaxCharacters = characters,
            MaxDepth = depth,
            MaxNodes = nodes,
        };

        var result = DocumentText.Read("company: { name: Rossi, country: IT }", limits: limits);

        result.Errors.Should().ContainSingle().Which.ToString().Should().Contain(expected);
    }

    [Fact]
    public void A_text_with_more_errors_than_the_limit_tells_only_the_first()
    {
        var text = Company + string.Concat(Enumerable.Range(0, 500).Select(i => $"x{i}x: 1\n"));

        DocumentText.Read(text).Errors.Should().HaveCount(new DocumentLimits().MaxErrors);
    }

    [Fact]
    public void A_password_appears_in_no_error()
    {
        foreach (
            var password in new[]
            {
                "*hunter2",
                "&hunter2",
                "!hunter2 x",
                "[hunter2]",
                "{hunter2: x}",
                "\"hunter2",
                "'hunter2",
                "|hunter2",
                "@hunter2",
                "%hunter2",
            }
        )
        {
            var errors = DocumentText.Read(Register + $"      password: {password}\n").Errors;

            errors.Should().NotBeEmpty(password);
            errors.Should().NotContain(e => e.ToString().Contains("hunter2", StringComparison.Ordinal), password);
        }
    }
}
