using System.Text;
using System.Threading.Channels;

namespace Ponte.Server.Tests.Support;

/// <summary>Hands over each line that is written, as it comes.</summary>
internal sealed class LineWatcher : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override Task WriteLineAsync(string? value)
    {
        _lines.Writer.TryWrite(value ?? "");
        return Task.CompletedTask;
    }

    public async Task<string> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _lines.Reader.ReadAsync(limit.Token);
    }
}
