using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ponte.Sip.Tests.Transports;

/// <summary>A plain TCP peer that does only what the test tells it.</summary>
public sealed class StreamPeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private StreamPeer(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public static async Task<StreamPeer> Connect(IPEndPoint to, string from = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(to).WaitAsync(Patience);
        return new StreamPeer(socket);
    }

    public static async Task<StreamPeer> Accept(Socket listener) => new(await listener.AcceptAsync().WaitAsync(Patience));

    /// <summary>A listening socket on a free port of the loopback address.</summary>
    public static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(16);
        return listener;
    }

    public async Task Send(ReadOnlyMemory<byte> bytes) => await Socket.SendAsync(bytes);

    /// <summary>Sends, or does nothing when the other side has ended the connection.</summary>
    public async Task TrySend(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await Socket.SendAsync(bytes);
        }
        catch (SocketException)
        {
            // It has ended.
        }
    }

    /// <summary>Connects, or gives null when the other side refuses.</summary>
    public static async Task<StreamPeer?> TryConnect(IPEndPoint to, string from)
    {
        try
        {
            return await Connect(to, from);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Reads until the text has come.</summary>
    public async Task<string> Read(string until)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        using var limit = new CancellationTokenSource(Patience);
        while (!text.ToString().Contains(until, StringComparison.Ordinal))
        {
            var length = await Socket.ReceiveAsync(buffer, limit.Token);
            length.Should().BePositive($"\"{until}\" is awaited, not the end, after \"{text}\"");
            text.Append(Encoding.ASCII.GetString(buffer, 0, length));
        }
        return text.ToString();
    }

    /// <summary>Completes when the other side has ended the connection, in whatever way.</summary>
    public async Task Ends()
    {
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[65536];
        try
        {
            while (await Socket.ReceiveAsync(buffer, limit.Token) > 0)
            {
                // What was still on its way.
            }
        }
        catch (SocketException)
        {
            // A reset is an end too.
        }
    }

    public void Dispose() => Socket.Dispose();
}
