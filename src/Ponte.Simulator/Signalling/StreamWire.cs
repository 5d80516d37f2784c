using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Signalling;

/// <summary>A TCP or TLS connection.</summary>
#pragma warning disable CA1001 // Its source of cancellation holds no handle, and a close may still come after both halves have ended.
internal sealed class StreamWire : Wire
{
    /// <summary>Messages that wait to be written. A peer that reads so slowly is cut off.</summary>
    private const int MaxWaiting = 1000;

    private readonly Stream _stream;
    private readonly EventLoop _loop;
    private readonly IWireUser _user;
    private readonly Channel<ReadOnlyMemory<byte>> _output = Channel.CreateBounded<ReadOnlyMemory<byte>>(MaxWaiting);
    private readonly CancellationTokenSource _ending = new();

    public StreamWire(TransportProtocol protocol, Socket socket, Stream stream, bool openedByUs, EventLoop loop, IWireUser user)
        : base(protocol, (IPEndPoint)socket.LocalEndPoint!, (IPEndPoint)socket.RemoteEndPoint!, openedByUs)
    {
        _stream = stream;
        _loop = loop;
        _user = user;
    }

    /// <summary>Ends when the connection has ended.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to read and write; call once, on the loop.</summary>
    public void Start()
    {
        LastUsed = _loop.Now;
        Finished = Task.Run(RunAsync);
    }

    public override void Send(ReadOnlyMemory<byte> bytes)
    {
        if (IsOpen && !_output.Writer.TryWrite(bytes))
        {
            Close("the peer reads too slowly");
        }
    }

    public override void Close(string reason)
    {
        if (IsOpen)
        {
            IsOpen = false;
            _output.Writer.TryComplete();
            _user.OnClosed(this, reason);
            // What waits is still written, but not for long: a peer that reads nothing must not keep the connection.
            _ending.CancelAfter(TimeSpan.FromSeconds(1));
        }
    }

    private async Task RunAsync()
    {
        var writing = WriteAsync();
        var reason = await ReadAsync();
        _loop.Post(() => Close(reason));
        await writing;
        await _stream.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var bytes in _output.Reader.ReadAllAsync(_ending.Token))
            {
                await _stream.WriteAsync(bytes, _ending.Token);
            }
            await _stream.FlushAsync(_ending.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The reader sees the same and tells it.
        }
        await _ending.CancelAsync();
    }

    private async Task<string> ReadAsync()
    {
        using var framer = new SipStreamFramer(SipLimits.Default);
        try
        {
            while (true)
            {
                var count = await _stream.ReadAsync(framer.GetBuffer(), _ending.Token);
                if (count == 0)
                {
                    return "closed by the peer";
                }
                framer.Advance(count);
                while (framer.Read() is { Kind: not SipFrameKind.Incomplete } frame)
                {
                    if (frame.Kind == SipFrameKind.Broken)
                    {
                        _loop.Post(() => _user.OnMalformed(this, frame.Error.Reason));
                        return $"malformed: {frame.Error.Reason}";
                    }
                    _loop.Post(() => Take(frame));
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return e.Message;
        }
    }

    private void Take(SipFrame frame)
    {
        switch (frame.Kind)
        {
            case SipFrameKind.Message:
                _user.OnMessage(this, frame.Message!);
                break;
            case SipFrameKind.Malformed:
                _user.OnMalformed(this, frame.Error.Reason);
                break;
            case SipFrameKind.Ping:
                Send("\r\n"u8.ToArray());
                _user.OnKeepAlive(this);
                break;
            default:
                _user.OnKeepAlive(this);
                break;
        }
    }
}
