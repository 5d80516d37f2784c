using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Ponte.Server.Mail;

namespace Ponte.Server.Tests.Mail;

/// <summary>A mail server that answers as a test says, and tells what it was given.</summary>
internal sealed class FakeSender : IMailSender
{
    private readonly Channel<(string Recipient, string Content)> _attempts = Channel.CreateUnbounded<(string, string)>();

    public Func<string, SendResult> Answer { get; set; } = _ => new SendResult(SendKind.Sent);

    public Task<SendResult> SendAsync(byte[] content, string recipient, CancellationToken cancellationToken)
    {
        var result = Answer(recipient);
        _attempts.Writer.TryWrite((recipient, System.Text.Encoding.UTF8.GetString(content)));
        return Task.FromResult(result);
    }

    public Task QuitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The next attempt; time goes on until it comes.</summary>
    public async Task<(string Recipient, string Content)> NextAsync(FakeTimeProvider time)
    {
        (string, string) attempt;
        while (!_attempts.Reader.TryRead(out attempt))
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        return attempt;
    }

    /// <summary>Whether nothing more was tried.</summary>
    public bool IsQuiet => _attempts.Reader.Count == 0;
}
