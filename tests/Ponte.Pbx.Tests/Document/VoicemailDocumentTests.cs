using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Document;

/// <summary>Boxes for messages in the document.</summary>
public sealed class VoicemailDocumentTests
{
    private const string Text = """
        company: { name: Rossi, country: IT, language: it }
        lines: { teams: { kind: teams, fqdn: sbc.example.com } }
        users:
          anna: { name: Anna, extension: "201", voicemail: {} }
          bea:
            name: Bea
            extension: "202"
            teams: { number: "+390212345602", upn: bea@example.com }
            forward: { busy: voicemail, noAnswer: voicemail }
            pin: "8372"
            voicemail:
              mail: true
              deleteMailed: true
              maxLength: 5m
              silence: 4s
              maxMessages: 20
              keepDays: off
              greeting: hello
              language: en
        mailboxes:
          sales: { name: Vendite, extension: "300", users: [anna, bea], pin: "env:SALES", mail: [a@example.com, b@example.com] }
          lost: { name: Lost }
        prompts: { hello: { it: Ciao., en: Hello. } }
        flows: { welcome: [ { voicemail: sales } ], other: [ { voicemail: anna } ] }
        """;

    [Fact]
    public void Boxes_are_read_with_their_defaults()
    {
        var document = Read(Text);

        document.Users[0].Voicemail.Should().Be(new VoicemailSettings());
        document
            .Users[1]
            .Voicemail.Should()
            .Be(
                new VoicemailSettings
                {
                    Mail = ["bea@example.com"],
                    DeleteMailed = true,
                    MaxLength = TimeSpan.FromMinutes(5),
                    Silence = TimeSpan.FromSeconds(4),
                    MaxMessages = 20,
                    KeepDays = null,
                    Greeting = "hello",
                    Language = "en",
                }
            );
        document.Mailboxes.Select(m => m.Id).Should().Equal("lost", "sales");
        document.Mailboxes[1].Users.Should().Equal("anna", "bea");
        document.Mailboxes[1].Voicemail.Pin.Should().Be(SecretReference.Parse("env:SALES"));
    }

    [Fact]
    public void What_is_printed_reads_as_the_same_document()
    {
        var document = Read(Text);

        Read(DocumentText.PrintWithSecrets(document)).Should().Be(document);
        DocumentText.Print(document).Should().Contain("voicemail: {}").And.Contain("keepDays: off");
    }

    [Fact]
    public void A_box_takes_the_users_PIN_and_language_where_it_has_none()
    {
        var company = new Pbx.Company.CompanySnapshot(Read(Text));

        company.MailboxOf("bea")!.Settings.Pin.Should().Be(SecretReference.Parse("8372"));
        (company.MailboxOf("anna")!.Language, company.MailboxOf("bea")!.Language).Should().Be(("it", "en"));
        company.MailboxAt("300")!.Id.Should().Be("sales");
        company.MailboxOf("nobody").Should().BeNull();
    }

    [Theory]
    [InlineData(
        "users: { a: { name: A, voicemail: { mail: true } } }",
        "users.a.voicemail.mail (line 2, column 43): true is the address of teams.upn, and the user has none; give an address"
    )]
    [InlineData(
        "users: { a: { name: A, voicemail: { mail: ada } } }",
        "users.a.voicemail.mail[0] (line 2, column 43): ada is no mail address; give one such as ada@example.com"
    )]
    [InlineData(
        "users: { a: { name: A, voicemail: { deleteMailed: true } } }",
        "users.a.voicemail.deleteMailed (line 2, column 51): true would lose every message, because nothing is mailed; give mail"
    )]
    [InlineData(
        "users: { a: { name: A, voicemail: { greeting: closd } } }",
        "users.a.voicemail.greeting (line 2, column 47): closd is no prompt; did you mean closed?"
    )]
    [InlineData(
        "users: { a: { name: A, forward: { busy: voicemail } } }",
        "users.a.forward.busy (line 2, column 41): voicemail is neither here nor in Teams for this user; give the user voicemail: {}, or a number"
    )]
    [InlineData(
        "users: { a: { name: A } }\nmailboxes: { a: { name: A } }",
        "mailboxes.a (line 3, column 14): a is a user, whose own box has that key; give another one"
    )]
    [InlineData(
        "users: { anna: { name: A, extension: \"300\" } }\nmailboxes: { s: { name: S, extension: \"300\", users: [ana] } }",
        "mailboxes.s.users[0] (line 3, column 54): ana is no user; did you mean anna?"
    )]
    [InlineData(
        "users: { anna: { name: A, extension: \"300\" } }\nmailboxes: { s: { name: S, extension: \"300\" } }",
        "mailboxes.s.extension (line 3, column 39): 300 belongs to users.anna already; give it once"
    )]
    [InlineData(
        "mailboxes: { sales: { name: S } }\nflows: { f: [ { voicemail: sale } ] }",
        "flows.f[0].voicemail (line 3, column 28): sale is no box; did you mean sales?"
    )]
    public void What_is_wrong_is_told(string text, string expected) =>
        DocumentText.Read("company: { name: R, country: IT }\n" + text).Errors.Select(e => e.ToString()).Should().Contain(expected);

    private static CompanyDocument Read(string text)
    {
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        return result.Document!;
    }
}
