using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Events;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Document;
using Ponte.Pbx.Mail;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Tests.Phones;
using Ponte.Sip.Transports;
using Ponte.TestKit.Media;

namespace Ponte.Pbx.Tests.Flows;

/// <summary>Flows that record a message and send mails.</summary>
public sealed class FlowMessagesTests : IDisposable
{
    private const string Steps = """

        numbers: { "500": { flow: complaint } }
        mailboxes: { sales: { name: Sales, maxLength: 1m } }
        flows:
          complaint:
            - { record: sales, tooShort: { hangUp: normal }, failed: { hangUp: busy } }
            - say: goodbye
            - { mail: [ada@example.com, ugo@example.com], subject: "From {name}", text: "{caller} called", attach: true, failed: { hangUp: busy } }
            - hangUp: declined
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-flows-").FullName;
    private readonly CompanyBench _bench;

    public FlowMessagesTests() => _bench = new CompanyBench(CompanyBench.Text + Steps, new PromptFiles(_folder, null, NullLogger.Instance));

    private FakeStream Stream => _bench.Media.Streams.Values.Single();

    [Theory]
    [InlineData(
        "",
        "Records sales | it:Grazie per aver chiamato. Arrivederci. | mail ada@example.com +393331234567 attach | HangsUp normal"
    )]
    [InlineData("tooShort", "Records sales | Failed tooShort | mail ada@example.com +393331234567 | HangsUp normal")]
    public void A_trial_shows_them(string turns, string expected) => new FlowBench(
            """
            mailboxes: { sales: { name: Sales } }
            flows:
              a: [ { record: sales, tooShort: [ { mail: ada@example.com, subject: "{caller}", attach: true }, { hangUp: normal } ] }, { say: goodbye }, { mail: ada@example.com, subject: "{caller}", attach: true } ]
            """
        ).Try(turns).Should().Be(expected);

    [Theory]
    [InlineData("record: mrossi", "mrossi is no box here")]
    [InlineData("record: lost", "lost is no box here")]
    [InlineData("mail: nobody, subject: a", "nobody")]
    [InlineData("mail: a@example.com", "subject")]
    [InlineData("mail: a@example.com, subject: \"{what}\"", "what, which is no variable")]
    public void What_makes_no_sense_is_refused(string step, string expected) =>
        DocumentText
            .Read(FlowBench.Head + $"flows: {{ a: [ {{ {step} }} ] }}")
            .Errors.Should()
            .ContainSingle()
            .Which.ToString()
            .Should()
            .Contain(expected);

    [Fact]
    public void They_are_written_as_they_were_read()
    {
        var document = FlowBench.Read(CompanyBench.Text + Steps);

        FlowBench.Read(DocumentText.PrintWithSecrets(document)).Should().Be(document);
    }

    [Fact]
    public void A_message_is_recorded_and_mailed_and_the_caller_goes_on()
    {
        var caller = Enters();
        Stream.Recording!.MaximumLength.Should().Be(TimeSpan.FromMinutes(1));
        Ended(5, RecordingEnd.Silence);

        _bench.Voicemail.MessagesOf("sales").Should().ContainSingle().Which.CallerName.Should().Be("Mario Rossi");
        var mail = _bench.Mail.Mails.Should().ContainSingle().Subject;
        (mail.Subject, mail.Text).Should().Be(("From Mario Rossi", "201 called"));
        mail.To.Should().Equal("ada@example.com", "ugo@example.com");
        mail.Attachments.Should().ContainSingle().Which.Content.Length.Should().Be(3);
        caller.Log.Should().Contain("ended");
        Way().Should().Equal("record sales done", "say goodbye ", "mail ada@example.com, ugo@example.com done", "hangUp declined ");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Who_hangs_up_while_it_records_has_left_the_message_and_it_is_mailed()
    {
        var caller = Enters();
        var recording = Stream.Recording!.Recording;
        caller.HangUp();
        Ended(5, RecordingEnd.Stopped, recording);

        _bench.Voicemail.MessagesOf("sales").Should().ContainSingle();
        _bench.Mail.Mails.Should().ContainSingle().Which.Attachments.Should().ContainSingle();
        _bench.Voicemail.Open.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    [Theory]
    [InlineData("word", "record sales tooShort|hangUp normal ")]
    [InlineData("disk", "record sales failed|hangUp busy ")]
    [InlineData("full", "record sales failed|hangUp busy ")]
    [InlineData("mail", "record sales done|say goodbye |mail ada@example.com, ugo@example.com failed|hangUp busy ")]
    public void What_goes_wrong_leads_elsewhere(string what, string expected)
    {
        _bench.Voicemail.IsFull = what is "disk";
        for (var i = 0; i < 100 && what is "full"; i++)
        {
            _bench.Voicemail.Add("sales", new Pbx.Voicemail.VoiceMessage { Id = $"{i}", At = DateTimeOffset.UnixEpoch });
        }
        _bench.Mail.Verdict = what is "mail" ? MailVerdict.NotSetUp : MailVerdict.Kept;
        Enters();
        if (what is "word" or "mail")
        {
            Ended(what is "word" ? 1 : 5, RecordingEnd.Stopped);
        }

        Way().Should().Equal(expected.Split('|'));
        _bench.Voicemail.Open.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    public void Dispose()
    {
        _bench.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private SoftPhone Enters()
    {
        var caller = _bench.Phone("192.0.2.8", TransportProtocol.Udp, "201-cordless", "secret-2x");
        caller.Call("500");
        caller.Log.Should().Contain("answered");
        return caller;
    }

    private void Ended(double seconds, RecordingEnd reason, uint? recording = null)
    {
        _bench.Media.Raise(
            new RecordingEnded(Stream.Id, recording ?? Stream.Recording!.Recording, reason, TimeSpan.FromSeconds(seconds), "")
        );
        _bench.World.Run();
    }

    private IEnumerable<string> Way() => _bench.Events.OfType<FlowStepTaken>().Select(e => $"{e.Step} {e.Value} {e.Result}");
}
