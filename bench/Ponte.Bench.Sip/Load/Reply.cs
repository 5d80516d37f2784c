using Ponte.Bench.Sip.Wire;

namespace Ponte.Bench.Sip.Load;

/// <summary>Answers to requests.</summary>
internal static class Reply
{
    /// <summary>Writes an answer with the headers that RFC 3261 8.2.6 asks for.</summary>
    /// <param name="status">Status and reason phrase.</param>
    /// <param name="toTag">Added to a To that has no tag.</param>
    /// <param name="rest">The further header lines, the empty line and the body.</param>
    public static int Write(Span<byte> target, in MessageView request, ReadOnlySpan<byte> status, uint toTag, ReadOnlySpan<byte> rest)
    {
        var writer = new ByteWriter(target);
        writer.Add("SIP/2.0 "u8);
        writer.Add(status);
        writer.Add("\r\n"u8);
        var lines = new LineReader(request.Lines);
        while (lines.Next(out var line) && line.Length > 0)
        {
            var colon = line.IndexOf((byte)':');
            if (colon > 0 && (MessageView.Is(line[..colon], "via"u8, (byte)'v') || MessageView.Is(line[..colon], "record-route"u8)))
            {
                writer.Add(line);
                writer.Add("\r\n"u8);
            }
        }
        writer.Add("From: "u8);
        writer.Add(request.From);
        writer.Add("\r\nTo: "u8);
        writer.Add(request.To);
        if (request.To.IndexOf(";tag="u8) < 0)
        {
            writer.Add(";tag="u8);
            writer.AddHex(toTag);
        }
        writer.Add("\r\nCall-ID: "u8);
        writer.Add(request.CallId);
        writer.Add("\r\nCSeq: "u8);
        writer.Add(request.CSeq);
        writer.Add("\r\n"u8);
        writer.Add(rest);
        return writer.Length;
    }

    /// <summary>Writes 200 without body.</summary>
    public static int WriteOk(Span<byte> target, in MessageView request) =>
        Write(target, request, "200 OK"u8, 1, "Content-Length: 0\r\n\r\n"u8);
}
