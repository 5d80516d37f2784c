using System.Buffers;

namespace Ponte.Sip.Transports.WebSockets;

/// <summary>Puts the pieces of one WebSocket message together; holds no more than a message may have, and one read.</summary>
internal sealed class MessageBuffer(int limit) : IDisposable
{
    private const int ReadBytes = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
    private int _length;

    /// <summary>Where the next piece is received.</summary>
    public Memory<byte> Space
    {
        get
        {
            if (_length == _buffer.Length)
            {
                Grow(_length * 2);
            }
            return _buffer.AsMemory(_length);
        }
    }

    /// <summary>Whether more came than a message may have.</summary>
    public bool IsTooLarge => _length > limit;

    /// <summary>A piece came.</summary>
    public void Advance(int count) => _length += count;

    /// <summary>What came; the next message begins.</summary>
    public byte[] Take()
    {
        var message = _buffer.AsSpan(0, _length).ToArray();
        _length = 0;
        if (_buffer.Length > ReadBytes)
        {
            Grow(ReadBytes);
        }
        return message;
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Grow(int size)
    {
        var other = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, _length).CopyTo(other);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = other;
    }
}
