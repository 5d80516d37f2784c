using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Document;
using Ponte.Pbx.Voicemail;
using Ponte.Server.Mail;
using Ponte.Server.Recordings;
using Ponte.Server.Settings;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Mail;
using Ponte.Server.Tests.Support;
using Ponte.Server.Voicemail;
using Ponte.Server.Web.Audit;

namespace Ponte.Server.Tests.Voicemail;

/// <summary>What becomes of messages: mailed once, also when everything dies in between; deleted when their time is over.</summary>
public sealed class VoicemailServiceTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 27, 10, 5, 0, TimeSpan.Zero));
    private readonly FakeSender _sender = new();
    private readonly PonteDatabase _database;
    private CompanyDocument _document = Read("mail: [ada@example.com]");
    private VoicemailStore _store;
    private MailOutbox _outbox;
    private VoicemailService _service;

    public VoicemailServiceTests()
    {
        _database = PonteDatabase.Open(_folder.Path, _time.GetUtcNow(), NullLogger.Instance);
        (_store, _outbox, _service) = Open(hasServer: true);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_is_mailed_with_its_sound_when_the_mail_server_is_back()
    {
        _sender.Answer = _ => new SendResult(SendKind.NoServer, "connection refused");
        await StartAsync();
        await LeaveAsync(5);
        await _sender.NextAsync(_time);
        await IsMailedAsync();
        _sender.Answer = _ => new SendResult(SendKind.Sent);

        using var mail = Read(await _sender.NextAsync(_time));
        mail.Subject!.Should().Be("Messaggio vocale da Ada Neri (+390612345678) per Anna");
        mail.TextBody!.Should().Contain("il 2026-11-27 alle 11:05; dura 0:05").And.Contain("allegato");
        Wav(mail).Should().Be(44 + (5 * 8000 * 2));
        _store.MessagesOf("anna").Should().ContainSingle("it is to be heard by phone too");
    }

    [Fact]
    public async Task A_message_that_was_left_before_a_crash_is_mailed_after_it()
    {
        await LeaveAsync(5); // nothing was started: nothing mails it
        await CloseAsync();
        (_store, _outbox, _service) = Open(hasServer: true);
        await StartAsync();

        (await _sender.NextAsync(_time)).Recipient.Should().Be("ada@example.com");
        await IsMailedAsync();
        await CloseAsync();
        (_store, _outbox, _service) = Open(hasServer: true);
        await StartAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        await _service.SweepAsync();
        _sender.IsQuiet.Should().BeTrue("once is enough");
    }

    [Fact]
    public async Task Without_a_mail_server_messages_wait_and_it_is_an_alarm()
    {
        await CloseAsync();
        (_store, _outbox, _service) = Open(hasServer: false);
        await StartAsync();
        await LeaveAsync(5);
        await UntilAsync(() => _service.Failure is not null);

        _service.Failure.Should().Contain("no mail server is set");
        _store.MessagesOf("anna").Should().ContainSingle().Which.AwaitsMail.Should().BeTrue();
        await CloseAsync();
        (_store, _outbox, _service) = Open(hasServer: true);
        await StartAsync();
        await _sender.NextAsync(_time);
        await IsMailedAsync();
        _service.Failure.Should().BeNull();
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(120, 1)] // larger than a mail may be: without the sound, and not deleted
    public async Task A_mailed_message_is_deleted_where_the_box_wants_that(int seconds, int expected)
    {
        _document = Read("mail: [ada@example.com], deleteMailed: true");
        await StartAsync();
        await LeaveAsync(seconds);
        using var mail = Read(await _sender.NextAsync(_time));

        mail.Attachments.Should().HaveCount(expected == 0 ? 1 : 0);
        await IsMailedAsync();
        _store.MessagesOf("anna").Should().HaveCount(expected);
    }

    [Fact]
    public async Task Old_and_deleted_messages_go_and_what_awaits_its_mail_stays()
    {
        _document = Read("keepDays: 10");
        await LeaveAsync(5);
        _time.Advance(TimeSpan.FromDays(8));
        await LeaveAsync(5);
        await LeaveAsync(5);
        await _store.ChangeAsync("anna", _store.MessagesOf("anna")[2].Id, m => m with { DeletedAt = _time.GetUtcNow() });
        await _service.SweepAsync();
        Sounds().Should().HaveCount(3);

        _time.Advance(TimeSpan.FromDays(2));
        await _service.SweepAsync();
        Sounds().Should().HaveCount(1);
        _document = Read("mail: [ada@example.com], keepDays: 10");
        await _store.ChangeAsync("anna", _store.MessagesOf("anna")[0].Id, m => m with { AwaitsMail = true });
        _time.Advance(TimeSpan.FromDays(30));
        await _service.SweepAsync();
        Sounds().Should().HaveCount(1, "nobody has it yet");
        _document = Read("keepDays: off");
        await _service.SweepAsync();
        Sounds().Should().HaveCount(1);
        _document = Read("keepDays: 10");
        await _service.SweepAsync();
        Sounds().Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_half_left_when_the_server_died_is_kept_and_a_word_is_not()
    {
        await LeaveHalfAsync(5);
        await LeaveHalfAsync(1);
        await CloseAsync();
        (_store, _outbox, _service) = Open(hasServer: true);
        _store.MessagesOf("anna").Should().BeEmpty();
        var changed = new List<string>();
        _store.Changed += changed.Add;

        await StartAsync();

        _store.MessagesOf("anna").Should().ContainSingle().Which.Length.Should().Be(TimeSpan.FromSeconds(5));
        changed.Should().Contain("anna", "the lamps show it");
        Sounds().Should().HaveCount(1);
        await _sender.NextAsync(_time);
    }

    [Fact]
    public async Task What_others_do_stands_in_the_audit()
    {
        await LeaveAsync(5);
        var id = _store.MessagesOf("anna").Single().Id;
        using var wav = new MemoryStream();

        (await _service.ExportAsync("anna", id, "root", wav, Token)).Should().BeNull();
        (await _service.ExportAsync("anna", "../../x", "root", wav, Token)).Should().NotBeNull();
        (await _service.ExportAsync("..", id, "root", wav, Token)).Should().NotBeNull();
        (await _service.ExportAsync("anna", id, null, wav, Token)).Should().BeNull();
        (await _service.DeleteAsync("anna", id, "root")).Should().BeTrue();
        (await _service.DeleteAsync("anna", id, "root")).Should().BeFalse();
        (await _service.ResetPinAsync("anna", "root")).Should().BeTrue();
        (await _service.ResetPinAsync("nobody", "root")).Should().BeFalse();

        _store.NoteListener(Mailbox.Of("anna", _document)!, "202-desk");
        await UntilAsync(() => Audit().Count == 4);
        Audit()
            .Should()
            .BeEquivalentTo(
                $"root voicemail.listen anna/{id}",
                $"root voicemail.delete anna/{id}",
                "root voicemail.resetPin anna",
                "202-desk voicemail.listen anna"
            );
    }

    private List<string> Audit() => [.. new AuditLog(_database, _time).List(null, 10).Select(e => $"{e.Who} {e.Action} {e.Target}")];

    private static CompanyDocument Read(string voicemail) =>
        DocumentText
            .Read(
                $$"""
                company: { name: Rossi, country: IT, language: it, timeZone: Europe/Rome }
                users: { anna: { name: Anna, extension: "201", voicemail: { {{voicemail}} } } }
                """
            )
            .Document!;

    private static MimeMessage Read((string Recipient, string Content) mail)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.Content));
        return MimeMessage.Load(bytes, Token);
    }

    private static long Wav(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        ((MimePart)mail.Attachments.Single()).Content!.DecodeTo(bytes, Token);
        return bytes.Length;
    }

    private string[] Sounds() => Directory.GetFiles(_folder.File("voicemail/anna"), "*.rec");

    private async Task IsMailedAsync() => await UntilAsync(() => _store.FilesOf("anna").Messages.All(m => !m.AwaitsMail));

    private async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private async Task StartAsync()
    {
        _outbox.Start();
        await _service.StartAsync();
    }

    private async Task LeaveAsync(double seconds)
    {
        var (message, place) = await LeaveHalfAsync(seconds);
        var box = Mailbox.Of("anna", _document)!;
        var take = new FlowTake(new CallId("01A"), place, RecordingEnd.Stopped, TimeSpan.FromSeconds(seconds), IsCallerGone: true);
        (await _store.KeepAsync(box, message, take)).Outcome.Should().Be(FlowTakeOutcome.Kept);
    }

    private async Task<(VoiceMessage Message, RecordingPlace Place)> LeaveHalfAsync(double seconds)
    {
        var message = new VoiceMessage
        {
            Id = VoiceMessage.NewId(_time.GetUtcNow()),
            At = _time.GetUtcNow(),
            CallerNumber = "+390612345678",
            CallerName = "Ada Neri",
        };
        var place = await _store.OpenAsync(Mailbox.Of("anna", _document)!, message, Token);
        SealedFile.Write(place!, 440, TimeSpan.FromSeconds(seconds));
        return (message, place!);
    }

    private async Task CloseAsync()
    {
        await _service.DisposeAsync();
        await _outbox.DisposeAsync();
    }

    private (VoicemailStore Store, MailOutbox Outbox, VoicemailService Service) Open(bool hasServer)
    {
        var store = new VoicemailStore(
            _folder.File("voicemail"),
            new RecordingKeys(_folder.File("keys")),
            RecordingCodec.Pcm,
            _ => null,
            _time,
            NullLogger.Instance
        );
        var server = new MailSettings
        {
            Host = "mail.example.com",
            Port = 25,
            From = "ponte@example.com",
            MaxMebibytes = 1,
        };
        var outbox = new MailOutbox(
            hasServer ? server : null,
            new MailStore(_database),
            hasServer ? _sender : null,
            new MailOutboxOptions(),
            _time,
            NullLogger.Instance
        );
        var audit = new AuditLog(_database, _time);
        return (store, outbox, new VoicemailService(store, outbox, () => _document, audit, _time, NullLogger.Instance));
    }
}
