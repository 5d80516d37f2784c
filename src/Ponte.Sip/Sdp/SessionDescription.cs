using System.Collections.Immutable;
using System.Text;

namespace Ponte.Sip.Sdp;

/// <summary>
/// A session description (RFC 8866): the session's lines and the media, in the order in which they came. Lines that we do not know
/// survive; what we do know is read from the text when asked for.
/// </summary>
/// <param name="Lines">The lines before the first <c>m=</c>, beginning with <c>v=0</c>.</param>
/// <param name="Media">The media descriptions.</param>
public sealed record SessionDescription(ImmutableArray<SdpLine> Lines, ImmutableArray<MediaDescription> Media)
{
    /// <summary>The <c>o=</c> line.</summary>
    public SdpOrigin Origin => SdpOrigin.Parse(First('o') ?? "") ?? new SdpOrigin("-", "0", 0, "IN IP4 0.0.0.0");

    /// <summary>The session's <c>c=</c> line; null if each medium has its own.</summary>
    public SdpConnection? Connection => First('c') is { } value ? SdpConnection.Parse(value) : null;

    /// <summary>Reads a description. Malformed text is a result, never an exception.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> text,
        SdpLimits limits,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SessionDescription? description,
        out SdpParseError error
    )
    {
        ArgumentNullException.ThrowIfNull(limits);
        var parser = new SdpParser(limits);
        description = parser.Parse(text);
        error = parser.Error;
        return description is not null;
    }

    /// <summary>Where a medium's packets go: its own <c>c=</c> line, else the session's.</summary>
    public SdpConnection? ConnectionOf(MediaDescription media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return media.Connection ?? Connection;
    }

    /// <summary>A medium's direction: its own attribute, else the session's, else both ways (RFC 8866 section 6.7).</summary>
    public AudioDirection DirectionOf(MediaDescription media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return media.Direction ?? AudioDirections.In(Lines) ?? AudioDirection.SendReceive;
    }

    /// <summary>Whether the writer is a lite agent of ICE (RFC 8839 section 5.3).</summary>
    public bool IsIceLite => Lines.Any(l => l.IsAttribute(IceNames.Lite));

    /// <summary>A medium's ICE credentials: its own, else the session's; null without a pair that can be used.</summary>
    public IceCredentials? IceCredentialsOf(MediaDescription media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return IceCredentials.Read(
            media.Value(IceNames.Fragment) ?? AttributeOf(IceNames.Fragment),
            media.Value(IceNames.Password) ?? AttributeOf(IceNames.Password)
        );
    }

    /// <summary>The tags of <c>a=ice-options</c> that hold for a medium: the session's and its own (RFC 8839 section 5.6).</summary>
    public ImmutableArray<string> IceOptionsOf(MediaDescription media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return
        [
            .. Lines
                .Concat(media.Lines)
                .Where(l => l.IsAttribute(IceNames.Options))
                .SelectMany(l => l.AttributeValue.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>The same description with another <c>o=</c> version.</summary>
    public SessionDescription WithVersion(ulong version) =>
        this with
        {
            Lines = [.. Lines.Select(l => l.Type == 'o' ? new SdpLine('o', (Origin with { Version = version }).ToString()) : l)],
        };

    /// <summary>Whether nothing but the version differs.</summary>
    public bool HasSameBodyAs(SessionDescription other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return WithVersion(0).Equals(other.WithVersion(0));
    }

    /// <summary>The text, each line ended by CRLF.</summary>
    public string Print() => Encoding.UTF8.GetString(ToBytes());

    /// <summary>The text as UTF-8, for a message's body.</summary>
    public byte[] ToBytes()
    {
        // Written twice for each leg, so at once into an array of the right size.
        string[] heads = [.. Media.Select(m => m.HeadLine)];
        var text = new byte[Count(Lines) + heads.Sum(h => Count(new SdpLine('m', h))) + Media.Sum(m => Count(m.Lines))];
        var at = Append(text, 0, Lines);
        for (var i = 0; i < heads.Length; i++)
        {
            at = Append(text, at, new SdpLine('m', heads[i]));
            at = Append(text, at, Media[i].Lines);
        }
        return text;
    }

    /// <summary>Text equality: the same lines in the same order.</summary>
    public bool Equals(SessionDescription? other) =>
        other is not null && Lines.AsSpan().SequenceEqual(other.Lines.AsSpan()) && Media.AsSpan().SequenceEqual(other.Media.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Lines.Length, Media.Length, First('o'));

    /// <summary>A summary without keys: descriptions reach logs only through the redacting trace.</summary>
    public override string ToString() => $"SessionDescription({First('o')}; {string.Join("; ", Media)})";

    private string? AttributeOf(string name)
    {
        foreach (var line in Lines)
        {
            if (line.IsAttribute(name))
            {
                return line.AttributeValue;
            }
        }
        return null;
    }

    private string? First(char type)
    {
        foreach (var line in Lines)
        {
            if (line.Type == type)
            {
                return line.Value;
            }
        }
        return null;
    }

    private static int Count(ImmutableArray<SdpLine> lines)
    {
        var bytes = 0;
        foreach (var line in lines)
        {
            bytes += Count(line);
        }
        return bytes;
    }

    private static int Count(SdpLine line) => Encoding.UTF8.GetByteCount(OneLine(line.Value)) + "x=\r\n".Length;

    private static int Append(byte[] text, int at, ImmutableArray<SdpLine> lines)
    {
        foreach (var line in lines)
        {
            at = Append(text, at, line);
        }
        return at;
    }

    private static int Append(byte[] text, int at, SdpLine line)
    {
        text[at++] = (byte)line.Type;
        text[at++] = (byte)'=';
        at += Encoding.UTF8.GetBytes(OneLine(line.Value), text.AsSpan(at));
        text[at++] = (byte)'\r';
        text[at++] = (byte)'\n';
        return at;
    }

    // Values come from our own functions or from the parser; neither holds a line end. One that a caller slipped in must not make a line of its own.
    private static string OneLine(string value) => value.AsSpan().ContainsAny('\r', '\n') ? value.ReplaceLineEndings(" ") : value;
}
