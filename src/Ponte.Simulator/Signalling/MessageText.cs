using System.Globalization;
using System.Text;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Signalling;

/// <summary>
/// Writes a SIP message header by header, in exactly the order and form that the simulated peer uses, and not as our own stack would.
/// </summary>
internal sealed class MessageText
{
    private readonly StringBuilder _head;
    private readonly string _contentType;
    private readonly ReadOnlyMemory<byte> _body;
    private bool _measured;

    public MessageText(string startLine, string contentType = "", ReadOnlyMemory<byte> body = default)
    {
        _head = new StringBuilder(1024).Append(startLine).Append("\r\n");
        _contentType = contentType;
        _body = body;
    }

    /// <summary>Adds a header; a line end in the value becomes a space.</summary>
    public MessageText Add(string name, string value)
    {
        _head.Append(name).Append(": ").Append(value.ReplaceLineEndings(" ")).Append("\r\n");
        return this;
    }

    /// <summary>Adds a header if there is a value.</summary>
    public MessageText AddIf(string name, string? value) => string.IsNullOrEmpty(value) ? this : Add(name, value);

    /// <summary>Adds headers of a message that is answered, each line with the name given here.</summary>
    public MessageText Copy(string name, SipMessage from, HeaderName header)
    {
        foreach (var value in from.Headers.All(header))
        {
            Add(name, value);
        }
        return this;
    }

    /// <summary>Adds the length of the body here, and not at the end.</summary>
    public MessageText AddLength(string name)
    {
        _measured = true;
        return Add(name, _body.Length.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Adds the type of the body, if there is one.</summary>
    public MessageText AddType(string name) => _body.IsEmpty ? this : Add(name, _contentType);

    /// <summary>The octets of the message.</summary>
    public byte[] ToBytes()
    {
        if (!_measured)
        {
            AddType("Content-Type").AddLength("Content-Length");
        }
        _head.Append("\r\n");
        return [.. Encoding.UTF8.GetBytes(_head.ToString()), .. _body.Span];
    }

    /// <summary>The message as the parser reads it.</summary>
    public T Build<T>()
        where T : SipMessage =>
        SipParser.TryParse(ToBytes(), SipLimits.Default, out var message, out var error) && message is T typed
            ? typed
            : throw new InvalidOperationException($"The simulator wrote a message that cannot be read: {error.Reason}.");
}
