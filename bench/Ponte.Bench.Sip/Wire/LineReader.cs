namespace Ponte.Bench.Sip.Wire;

/// <summary>Lines that end in CRLF.</summary>
internal ref struct LineReader(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>The next line without its end; false where none is left.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        var end = _rest.IndexOf("\r\n"u8);
        if (end < 0)
        {
            line = default;
            return false;
        }
        line = _rest[..end];
        _rest = _rest[(end + 2)..];
        return true;
    }
}
