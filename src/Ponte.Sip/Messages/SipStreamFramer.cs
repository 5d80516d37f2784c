using System.Buffers;

namespace Ponte.Sip.Messages;

/// <summary>
/// Cuts the octets of a TCP or TLS connection into messages by their Content-Length (RFC 3261 18.3). Use: receive into
/// <see cref="GetBuffer"/>, tell <see cref="Advance"/> how many octets came, call <see cref="Read"/> until it says
/// <see cref="SipFrameKind.Incomplete"/>. For one thread at a time. Never holds more than the limit of a message and one read.
/// </summary>
public sealed class SipStreamFramer : IDisposable
{
    /// <summary>The least space that is offered for a read: most messages come in one.</summary>
    private const int ReadBytes = 4096;

    /// <summary>A buffer that grew beyond this for one message is not kept for the next: most connections are idle most of the time.</summary>
    private const int KeptBytes = 4 * ReadBytes;

    private const int BadRequest = 400;
    private const int TooLarge = 513;

    private readonly SipLimits _limits;
    private byte[] _buffer = [];
    private int _start;
    private int _end;

    /// <summary>How far behind <see cref="_start"/> the end of the header was looked for already.</summary>
    private int _searched;

    /// <summary>The length of the message that is being received; 0 while its header is not whole.</summary>
    private int _total;
    private bool _afterLineEnd;
    private bool _broken;

    /// <summary>A framer of one connection.</summary>
    public SipStreamFramer(SipLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
    }

    /// <summary>Octets that wait for the rest of their message. A connection that leaves some for long is slow or hostile.</summary>
    public int Buffered => _end - _start;

    /// <summary>Space to receive into. Valid until the next call of any member.</summary>
    public Memory<byte> GetBuffer()
    {
        var held = _end - _start;
        if (_buffer.Length - _end < ReadBytes)
        {
            if (held + ReadBytes <= _buffer.Length)
            {
                _buffer.AsSpan(_start, held).CopyTo(_buffer);
            }
            else
            {
                var larger = ArrayPool<byte>.Shared.Rent(Math.Max(held + ReadBytes, Math.Min(held * 2, _limits.MaxMessageBytes)));
                _buffer.AsSpan(_start, held).CopyTo(larger);
                Return();
                _buffer = larger;
            }
            _start = 0;
            _end = held;
        }
        return _buffer.AsMemory(_end);
    }

    /// <summary>Tells that <paramref name="count"/> octets were received into the buffer.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _end);
        _end += count;
    }

    /// <summary>The next piece of the stream. After <see cref="SipFrameKind.Broken"/> there is none.</summary>
    public SipFrame Read()
    {
        if (_broken || _start == _end)
        {
            return default;
        }
        if (_total == 0 && TryLineEnds(out var keepAlive))
        {
            return keepAlive;
        }
        if (_total == 0 && !TryHeader(out var frame))
        {
            return frame;
        }
        return _end - _start >= _total ? Take() : default;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        Return();
        _buffer = [];
        _start = _end = 0;
        _broken = true;
    }

    private void Return()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    /// <summary>
    /// Line ends between messages. A CRLF is told at once, since a pong may be all that comes; a second one right behind it makes both a ping.
    /// Two pongs in a row are therefore taken for a ping: answering one too many does no harm.
    /// </summary>
    private bool TryLineEnds(out SipFrame frame)
    {
        frame = default;
        var data = _buffer.AsSpan(_start, _end - _start);
        if (data[0] != (byte)'\r')
        {
            _afterLineEnd = false;
            return false;
        }
        if (data.Length == 1)
        {
            return true;
        }
        if (data[1] != (byte)'\n')
        {
            return false;
        }
        var both = !_afterLineEnd && data.Length >= 4 && data[2] == (byte)'\r' && data[3] == (byte)'\n';
        frame = new SipFrame(both || _afterLineEnd ? SipFrameKind.Ping : SipFrameKind.Pong, null, default, default);
        _afterLineEnd = !both && !_afterLineEnd;
        Skip(both ? 4 : 2);
        return true;
    }

    private bool TryHeader(out SipFrame frame)
    {
        frame = default;
        var data = _buffer.AsSpan(_start, _end - _start);
        var found = data[_searched..].IndexOf("\r\n\r\n"u8);
        if (found < 0)
        {
            _searched = Math.Max(0, data.Length - 3);
            if (data.Length >= _limits.MaxMessageBytes)
            {
                frame = Break("header does not end within the limit", TooLarge);
            }
            return false;
        }
        var header = _searched + found + 4;
        var length = ContentLength.Find(data[..header]);
        if (length < 0)
        {
            frame = Break("Content-Length is not one number", BadRequest);
            return false;
        }
        if (length > _limits.MaxBodyBytes || header + length > _limits.MaxMessageBytes)
        {
            frame = Break("message is too large", TooLarge);
            return false;
        }
        _total = header + length;
        return true;
    }

    private SipFrame Take()
    {
        var bytes = _buffer.AsSpan(_start, _total).ToArray();
        Skip(_total);
        _total = 0;
        if (SipParser.TryParse(bytes, _limits, out var message, out var error))
        {
            return new SipFrame(SipFrameKind.Message, message, default, bytes);
        }
        // What does not even begin like SIP shows that the last message ended elsewhere, or that the peer speaks something else.
        _broken = error.SipStatus == 0 && !bytes.AsSpan().StartsWith("SIP/"u8);
        return new SipFrame(_broken ? SipFrameKind.Broken : SipFrameKind.Malformed, null, error, bytes);
    }

    private SipFrame Break(string reason, int status)
    {
        _broken = true;
        var bytes = _buffer.AsSpan(_start, _end - _start).ToArray();
        return new SipFrame(SipFrameKind.Broken, null, new SipParseError(0, reason, status), bytes);
    }

    private void Skip(int count)
    {
        _start += count;
        _searched = 0;
        if (_start < _end)
        {
            return;
        }
        _start = _end = 0;
        if (_buffer.Length > KeptBytes)
        {
            Return();
            _buffer = [];
        }
    }
}
