using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Ponte.Pbx.Mail;
using Ponte.Server.Mail;
using Ponte.Server.Settings;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Support;

namespace Ponte.Server.Tests.Mail;

public sealed class MailOutboxTests : IDisposable
{
    private static readonly MailSettings Server = new()
    {
        Host = "mail.example.com",
        Port = 25,
        Tls = MailTls.Off,
        From = "Ponte <ponte@example.com>",
        MaxMebibytes = 1,
    };

    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new(SampleCall.Start);
    private readonly FakeSender _sender = new();
    private readonly PonteDatabase _database;

    public MailOutboxTests() => _database = PonteDatabase.Open(_folder.Path, SampleCall.Start, NullLogger.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_recipient_gets_the_message_with_its_attachment()
    {
        await using var outbox = Started();

        var mail = new OutgoingMail(["ada@example.com", "ugo@example.com"], "Messaggio\r\nBcc: x@example.com", "Città")
        {
            Attachments = [new MailAttachment("RIFF"u8.ToArray(), "messaggio.wav", "audio/wav")],
        };
        (await outbox.EnqueueAsync(mail, Token)).Should().Be(MailVerdict.Kept);

        var (first, second) = (await _sender.NextAsync(_time), await _sender.NextAsync(_time));
        (first.Recipient, second.Recipient).Should().Be(("ada@example.com", "ugo@example.com"));
        using var message = Read(first.Content);
        message.Subject!.Should().Be("MessaggioBcc: x@example.com", "a subject adds no header");
        message.Bcc.Count.Should().Be(0);
        message.To.ToString().Should().Be("ada@example.com");
        message.TextBody!.Trim().Should().Be("Città");
        message.Attachments.Select(a => a.ContentDisposition!.FileName).Should().Equal("messaggio.wav");
    }

    [Fact]
    public async Task A_dead_mail_server_is_tried_ever_more_seldom_with_the_same_message()
    {
        _sender.Answer = _ => new SendResult(SendKind.NoServer, "connection refused");
        await using var outbox = Started();
        await outbox.EnqueueAsync(Simple(), Token);

        var attempts = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            attempts.Add((await _sender.NextAsync(_time)).Content);
        }
        attempts.Distinct(StringComparer.Ordinal).Should().ContainSingle("the Message-ID stays the same");
        while (outbox.List()[0].Attempts < 4 || outbox.State.Delayed == 0)
        {
            await Task.Yield();
        }
        Enumerable
            .Range(1, 12)
            .Select(n => (int)new MailOutboxOptions().PauseAfter(n).TotalSeconds)
            .Should()
            .StartWith([5, 10, 20, 40])
            .And.EndWith(1800);
        outbox.State.Should().Match<MailState>(s => s.IsAlarm && s.Delayed == 1 && s.Failure == "connection refused");

        _sender.Answer = _ => new SendResult(SendKind.Sent);
        await _sender.NextAsync(_time);
        await GoneAsync(outbox);
        outbox.State.IsAlarm.Should().BeFalse();
    }

    [Fact]
    public async Task What_was_kept_is_sent_by_the_next_process()
    {
        _sender.Answer = _ => new SendResult(SendKind.NoServer, "down");
        await using (var first = Started())
        {
            await first.EnqueueAsync(Simple(), Token);
        }
        _sender.Answer = _ => new SendResult(SendKind.Sent);
        await using var second = Started();
        (await _sender.NextAsync(_time)).Recipient.Should().Be("ada@example.com");
        await GoneAsync(second);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_kept_until_somebody_retries_or_deletes_it()
    {
        _sender.Answer = r =>
            r.StartsWith("ada", StringComparison.Ordinal)
                ? new SendResult(SendKind.Refused, "550 no such user")
                : new SendResult(SendKind.Sent);
        await using var outbox = Started();
        await outbox.EnqueueAsync(Simple() with { To = ["ada@example.com", "ugo@example.com"] }, Token);
        await _sender.NextAsync(_time);
        (await _sender.NextAsync(_time)).Recipient.Should().Be("ugo@example.com", "the other one is none the worse");
        while (outbox.List().Count > 1)
        {
            await Task.Yield();
        }

        _time.Advance(TimeSpan.FromDays(1));
        _sender.IsQuiet.Should().BeTrue();
        var refused = outbox.List().Should().ContainSingle().Subject;
        (refused.NextAt, refused.Failure).Should().Be((null, "550 no such user"));
        outbox.State.Refused.Should().Be(1);

        outbox.RetryAll();
        (await _sender.NextAsync(_time)).Recipient.Should().Be("ada@example.com");
        outbox.Delete(refused.Id).Should().BeTrue();
        outbox.Delete(refused.Id).Should().BeFalse();
    }

    [Fact]
    public async Task What_cannot_be_sent_at_all_is_not_taken()
    {
        await using var outbox = Started();
        (
            await outbox.EnqueueAsync(
                Simple() with
                {
                    Attachments = [new MailAttachment(new byte[1024 * 1024], "a.wav", "audio/wav")],
                },
                Token
            )
        )
            .Should()
            .Be(MailVerdict.TooLarge);
        (await outbox.EnqueueAsync(Simple() with { To = ["nobody"] }, Token)).Should().Be(MailVerdict.NotKept);
        await using var none = new MailOutbox(null, new MailStore(_database), null, new MailOutboxOptions(), _time, NullLogger.Instance);
        (await none.EnqueueAsync(Simple(), Token)).Should().Be(MailVerdict.NotSetUp);
        outbox.List().Should().BeEmpty();
    }

    private static OutgoingMail Simple() => new(["ada@example.com"], "Subject", "Text");

    private static MimeMessage Read(string content)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
        return MimeMessage.Load(bytes, Token);
    }

    private async Task GoneAsync(MailOutbox outbox)
    {
        while (outbox.State.Waiting > 0)
        {
            // It may have been tried before, and wait for its next attempt.
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private MailOutbox Started()
    {
        var outbox = new MailOutbox(Server, new MailStore(_database), _sender, new MailOutboxOptions(), _time, NullLogger.Instance);
        outbox.Start();
        return outbox;
    }
}
