using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ponte.Bench.Media;

/// <summary>Speaks rtpengine's ng protocol: bencoded dictionaries over UDP, each behind a cookie.</summary>
internal sealed class NgClient(IPEndPoint server) : IDisposable
{
    private readonly UdpClient _socket = new();
    private int _cookie;

    /// <summary>Sends a command; returns the reply's text.</summary>
    public async Task<string> AskAsync(params (string Name, object Value)[] fields)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{++_cookie} ") + Encode(fields);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), server);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var reply = await _socket.ReceiveAsync(limit.Token);
        return Encoding.UTF8.GetString(reply.Buffer);
    }

    /// <summary>The value of a text field anywhere in a reply: <c>LENGTH:TEXT</c> behind its name.</summary>
    public static string Field(string reply, string name)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"{name.Length}:{name}");
        var at = reply.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new InvalidOperationException($"rtpengine answered without '{name}': {reply}");
        }
        var rest = reply[(at + mark.Length)..];
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        return rest.Substring(colon + 1, int.Parse(rest[..colon], CultureInfo.InvariantCulture));
    }

    public void Dispose() => _socket.Dispose();

    private static string Encode((string Name, object Value)[] fields) =>
        "d" + string.Concat(fields.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => Text(f.Name) + Value(f.Value))) + "e";

    private static string Value(object value) =>
        value is ImmutableArray<string> list ? "l" + string.Concat(list.Select(Text)) + "e" : Text((string)value);

    private static string Text(string text) => string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text)}:{text}");
}
