using System.Buffers.Text;

namespace Ponte.Bench.Sip.Wire;

/// <summary>
/// What a load generator must know of a received message, found in one pass over its lines. Both ends of the load are ours and the servers in the middle
/// are well behaved, so this reads no folded lines and no lists with commas.
/// </summary>
internal ref struct MessageView
{
    private readonly ReadOnlySpan<byte> _bytes;

    private MessageView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public MessageKind Kind { get; private set; }

    /// <summary>0 for requests.</summary>
    public int Status { get; private set; }

    public ReadOnlySpan<byte> From { get; private set; }

    public ReadOnlySpan<byte> To { get; private set; }

    public ReadOnlySpan<byte> CallId { get; private set; }

    public ReadOnlySpan<byte> CSeq { get; private set; }

    public ReadOnlySpan<byte> Contact { get; private set; }

    public bool HasRetryAfter { get; private set; }

    /// <summary>The octets from the first header line on.</summary>
    public readonly ReadOnlySpan<byte> Lines => _bytes[(_bytes.IndexOf((byte)'\n') + 1)..];

    /// <summary>The method that CSeq names.</summary>
    public readonly MessageKind CSeqMethod => MethodOf(CSeq[(CSeq.LastIndexOf((byte)' ') + 1)..]);

    /// <summary>Reads one; false for what is no SIP message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MessageView view)
    {
        view = new MessageView(bytes);
        var lines = new LineReader(bytes);
        if (!lines.Next(out var line))
        {
            return false;
        }
        if (line.StartsWith("SIP/2.0 "u8))
        {
            view.Kind = MessageKind.Response;
            if (!Utf8Parser.TryParse(line[8..], out int status, out _))
            {
                return false;
            }
            view.Status = status;
        }
        else
        {
            view.Kind = MethodOf(line[..Math.Max(0, line.IndexOf((byte)' '))]);
        }
        while (lines.Next(out line) && line.Length > 0)
        {
            var colon = line.IndexOf((byte)':');
            if (colon > 0)
            {
                view.Take(line[..colon], line[(colon + 1)..].Trim((byte)' '));
            }
        }
        return !view.CallId.IsEmpty && !view.CSeq.IsEmpty;
    }

    /// <summary>Whether a header line has a name, long or compact.</summary>
    public static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lowerCase, byte compact = 0) =>
        name.Length == 1 ? (name[0] | 0x20) == compact : name.Length == lowerCase.Length && Equal(name, lowerCase);

    private static bool Equal(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lowerCase)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if ((name[i] | 0x20) != (lowerCase[i] | 0x20))
            {
                return false;
            }
        }
        return true;
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Is(name, "from"u8, (byte)'f'))
        {
            From = value;
        }
        else if (Is(name, "to"u8, (byte)'t'))
        {
            To = value;
        }
        else if (Is(name, "call-id"u8, (byte)'i'))
        {
            CallId = value;
        }
        else if (Is(name, "cseq"u8))
        {
            CSeq = value;
        }
        else if (Is(name, "contact"u8, (byte)'m'))
        {
            Contact = value;
        }
        else if (Is(name, "retry-after"u8))
        {
            HasRetryAfter = true;
        }
    }

    private static MessageKind MethodOf(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("INVITE"u8) ? MessageKind.Invite
        : text.SequenceEqual("ACK"u8) ? MessageKind.Ack
        : text.SequenceEqual("BYE"u8) ? MessageKind.Bye
        : text.SequenceEqual("CANCEL"u8) ? MessageKind.Cancel
        : text.SequenceEqual("OPTIONS"u8) ? MessageKind.Options
        : MessageKind.Other;
}
