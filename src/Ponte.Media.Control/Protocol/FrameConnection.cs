using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Ponte.Media.Control.Protocol;

/// <summary>Frames over one connected socket. Sending is from any thread and keeps the order; receiving is for one reader.</summary>
internal sealed class FrameConnection : IAsyncDisposable
{
    private const int LengthBytes = sizeof(uint);
    private const int BatchBytes = 16 * 1024;

    /// <summary>How long the last frames may take to leave: they are for a reader that may hang.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly int _maximumFrame;
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writer;
    private byte[] _buffer = new byte[BatchBytes];
    private int _start;
    private int _end;
    private long _queuedBytes;

    /// <summary>Takes a connected socket; it is closed with this.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="maximumFrame">Longest frame to receive.</param>
    public FrameConnection(Socket socket, int maximumFrame)
    {
        _socket = socket;
        _maximumFrame = maximumFrame;
        _writer = WriteAsync();
    }

    /// <summary>Queues a frame. False where the connection is closed, or is closed now because the other side does not read.</summary>
    public bool Send(byte[] frame)
    {
        if (Interlocked.Add(ref _queuedBytes, frame.Length) > ProtocolLimits.MaximumQueuedBytes)
        {
            Close();
            return false;
        }
        return _outgoing.Writer.TryWrite(frame);
    }

    /// <summary>Waits for the next frame. Null at the end of the connection, however it came, and for a length out of bounds.</summary>
    /// <returns>Kind and body; valid until the next call.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await FillAsync(LengthBytes, cancellationToken))
            {
                return null;
            }
            var length = BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(_start));
            if (length == 0 || length > _maximumFrame || !await FillAsync(LengthBytes + (int)length, cancellationToken))
            {
                return null;
            }
            var frame = _buffer.AsMemory(_start + LengthBytes, (int)length);
            _start += LengthBytes + (int)length;
            return frame;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Ends the connection at once; queued frames may be lost.</summary>
    public void Close()
    {
        _outgoing.Writer.TryComplete();
        _socket.Dispose();
    }

    /// <summary>Sends what is queued, then ends the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        await Task.WhenAny(_writer, Task.Delay(FarewellTime));
        _socket.Dispose();
        await _writer;
    }

    private async ValueTask<bool> FillAsync(int needed, CancellationToken cancellationToken)
    {
        if (_start > 0 && _start + needed > _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, needed);
        }
        while (_end - _start < needed)
        {
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, cancellationToken);
            if (count == 0)
            {
                return false;
            }
            _end += count;
        }
        return true;
    }

    /// <summary>Writes queued frames, many small ones with one system call.</summary>
    private async Task WriteAsync()
    {
        var batch = new byte[BatchBytes];
        var reader = _outgoing.Reader;
        try
        {
            while (await reader.WaitToReadAsync())
            {
                var filled = 0;
                while (reader.TryPeek(out var frame) && filled + frame.Length <= batch.Length && reader.TryRead(out frame))
                {
                    frame.CopyTo(batch, filled);
                    filled += frame.Length;
                }
                if (filled > 0)
                {
                    await SendAllAsync(batch.AsMemory(0, filled));
                }
                else if (reader.TryRead(out var large))
                {
                    await SendAllAsync(large);
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            _outgoing.Writer.TryComplete();
        }
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        Interlocked.Add(ref _queuedBytes, -bytes.Length);
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None)..];
        }
    }
}
