using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>Writes the octets of a message: start line, header fields in the order given, Content-Type and Content-Length last, body.</summary>
internal sealed class MessageWriter
{
    /// <summary>Enough for most messages, so that the buffer seldom grows.</summary>
    private const int InitialBytes = 2048;

    /// <summary>Lent by the pool until the message is built; one that is never built keeps it.</summary>
    private byte[] _output = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _length;
    private string _contentType = "";
    private ReadOnlyMemory<byte> _body;
    private bool _built;

    public void StartLine(string text)
    {
        Write(text);
        Write("\r\n"u8);
    }

    public void Header(HeaderName name, string value)
    {
        ThrowIfWrittenByBuild(name);
        Write(HeaderNames.Bytes(name));
        Value(value);
    }

    public void Header(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfWrittenByBuild(HeaderNames.Find(name));
        if (!Scan.IsToken(name.AsSpan()))
        {
            throw new ArgumentException("The name of a header field must be a token.", nameof(name));
        }
        Write(name);
        Value(value);
    }

    /// <summary>Copies a header field of another message octet by octet, but for folding, which becomes a space.</summary>
    public void Header(SipHeader header)
    {
        ThrowIfWrittenByBuild(header.Name);
        Write(header.Name == HeaderName.Other ? header.NameBytes.Span : HeaderNames.Bytes(header.Name));
        Write(": "u8);
        var value = header.ValueBytes.Span;
        while (value.IndexOf("\r\n"u8) is >= 0 and var fold)
        {
            Write(value[..fold].TrimEnd(" \t"u8));
            Write(" "u8);
            value = value[fold..].TrimStart("\r\n \t"u8);
        }
        Write(value);
        Write("\r\n"u8);
    }

    public void Body(string contentType, ReadOnlyMemory<byte> body)
    {
        _contentType = WireText.CleanValue(contentType);
        _body = body;
    }

    /// <summary>Ends the message. Only once.</summary>
    public SipMessage Build()
    {
        if (_built)
        {
            throw new InvalidOperationException("A builder builds one message.");
        }
        _built = true;
        if (_contentType.Length > 0)
        {
            Write("Content-Type: "u8);
            Write(_contentType);
            Write("\r\n"u8);
        }
        Write("Content-Length: "u8);
        Write(_body.Length.ToString(CultureInfo.InvariantCulture));
        Write("\r\n\r\n"u8);
        Write(_body.Span);
        var message = _output.AsSpan(0, _length).ToArray();
        ArrayPool<byte>.Shared.Return(_output);
        _output = [];
        return SipParser.Index(message);
    }

    private static void ThrowIfWrittenByBuild(HeaderName name)
    {
        if (name is HeaderName.ContentLength or HeaderName.ContentType)
        {
            throw new ArgumentException("Content-Type and Content-Length are written with the body.", nameof(name));
        }
    }

    private void Value(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Write(": "u8);
        Write(WireText.CleanValue(value));
        Write("\r\n"u8);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_output.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Write(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _output.AsSpan(_length));
    }

    private void Reserve(int bytes)
    {
        if (_output.Length - _length >= bytes)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _output.Length, _length + bytes));
        _output.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_output);
        _output = larger;
    }
}
