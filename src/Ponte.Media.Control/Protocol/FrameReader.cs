using System.Buffers.Binary;
using System.Net.Sockets;

namespace Ponte.Media.Control.Protocol;

/// <summary>The receiving side of a connection: frames out of a stream of bytes. For one reader at a time.</summary>
/// <remarks>
/// The reader's thread sleeps in the system: what comes together costs one wake. The socket is never waited for by a task: from then on the runtime
/// would have its own thread woken for everything that comes, for the connection's whole life.
/// </remarks>
/// <param name="socket">The socket; it does not block.</param>
/// <param name="maximumFrame">Longest frame to receive.</param>
internal sealed class FrameReader(Socket socket, int maximumFrame)
{
    private const int LengthBytes = sizeof(uint);

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Whether a length out of bounds came: what follows is no frame.</summary>
    private bool _isBroken;

    /// <summary>Waits for the next frame, on this thread. Null at the end of the connection, however it came, and for a length out of bounds.</summary>
    /// <returns>Kind and body; valid until the next call.</returns>
    public ReadOnlyMemory<byte>? Receive()
    {
        try
        {
            ReadOnlyMemory<byte> frame;
            while (!TryTake(out frame))
            {
                if (_isBroken || !Fill())
                {
                    return null;
                }
            }
            return frame;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Closed, by either side.
            return null;
        }
    }

    /// <summary>Waits for more bytes. False at the end of the connection.</summary>
    private bool Fill()
    {
        while (true)
        {
            socket.Poll(Timeout.Infinite, SelectMode.SelectRead);
            var count = socket.Receive(Room().Span, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                continue;
            }
            _end += count;
            return error == SocketError.Success && count > 0;
        }
    }

    private bool TryTake(out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        if (_end - _start < LengthBytes)
        {
            return false;
        }
        var length = BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(_start));
        _isBroken = length == 0 || length > maximumFrame;
        if (_isBroken || _end - _start < LengthBytes + (int)length)
        {
            return false;
        }
        frame = _buffer.AsMemory(_start + LengthBytes, (int)length);
        _start += LengthBytes + (int)length;
        return true;
    }

    /// <summary>Where the next bytes go; what is kept moves to the front for it, and a frame that is longer than the buffer makes it larger.</summary>
    private Memory<byte> Room()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(2 * _buffer.Length, LengthBytes + maximumFrame));
        }
        return _buffer.AsMemory(_end);
    }
}
