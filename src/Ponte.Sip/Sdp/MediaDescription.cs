using System.Collections.Immutable;
using System.Globalization;

namespace Ponte.Sip.Sdp;

/// <summary>One <c>m=</c> line with the lines that follow it (RFC 8866 section 5.14). Lines that we do not know stay in their place.</summary>
/// <param name="Media"><c>audio</c>, <c>video</c>, <c>image</c> …</param>
/// <param name="Port">The transport port; 0 declines or ends the stream.</param>
/// <param name="Protocol"><c>RTP/AVP</c>, <c>RTP/SAVP</c> …</param>
/// <param name="Formats">The formats in order of preference: payload types for RTP.</param>
public sealed record MediaDescription(string Media, int Port, string Protocol, ImmutableArray<string> Formats)
{
    /// <summary>The number of ports, 1 where none is written.</summary>
    public int PortCount { get; init; } = 1;

    /// <summary>The lines after the <c>m=</c> line.</summary>
    public ImmutableArray<SdpLine> Lines { get; init; } = [];

    /// <summary>The <c>c=</c> line of this medium; null if the session's holds.</summary>
    public SdpConnection? Connection => LastOf('c') is { } line ? SdpConnection.Parse(line) : null;

    /// <summary>The direction attribute of this medium; null if the session's holds.</summary>
    public AudioDirection? Direction => AudioDirections.In(Lines);

    /// <summary>The <c>a=rtpmap</c> lines that can be read, in order, also repeated ones.</summary>
    public IEnumerable<RtpMap> RtpMaps
    {
        get
        {
            foreach (var line in Lines)
            {
                if (line.IsAttribute("rtpmap") && RtpMap.Parse(line.AttributeText) is { } map)
                {
                    yield return map;
                }
            }
        }
    }

    /// <summary>The <c>a=crypto</c> lines that can be read, in order.</summary>
    public IEnumerable<CryptoAttribute> Cryptos => Values("crypto").Select(CryptoAttribute.Parse).OfType<CryptoAttribute>();

    /// <summary>The <c>a=ptime</c> value; null without one that makes sense.</summary>
    public TimeSpan? PacketTime =>
        Value("ptime") is { } text
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds is > 0 and <= 1000
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    /// <summary>Whether <c>a=rtcp-mux</c> is there (RFC 5761).</summary>
    public bool RtcpMux => Has("rtcp-mux");

    /// <summary>The <c>a=rtcp</c> line (RFC 3605); null without one that can be read.</summary>
    public RtcpAttribute? Rtcp => Value("rtcp") is { } text ? RtcpAttribute.Parse(text) : null;

    /// <summary>The <c>a=candidate</c> lines that can be read, in order.</summary>
    public IEnumerable<IceCandidate> Candidates => Values(IceNames.Candidate).Select(IceCandidate.Parse).OfType<IceCandidate>();

    /// <summary>The entries of <c>a=remote-candidates</c>; empty without one that can be read.</summary>
    public ImmutableArray<IceRemoteCandidate> RemoteCandidates =>
        Value(IceNames.RemoteCandidates) is { } text ? IceRemoteCandidate.Parse(text) : [];

    /// <summary>Whether <c>a=end-of-candidates</c> is there: no more will come (RFC 8840 section 8.2).</summary>
    public bool HasAllCandidates => Has(IceNames.EndOfCandidates);

    /// <summary>Whether an attribute is there, with or without a value.</summary>
    public bool Has(string name) => FirstOf(name) is not null;

    /// <summary>The value of the first attribute of that name; null without one.</summary>
    public string? Value(string name) => FirstOf(name)?.AttributeValue;

    /// <summary>The values of all attributes of that name, in order.</summary>
    public IEnumerable<string> Values(string name)
    {
        foreach (var line in Lines)
        {
            if (line.IsAttribute(name))
            {
                yield return line.AttributeValue;
            }
        }
    }

    /// <summary>The <c>a=fmtp</c> text of a format, without the format; null without one.</summary>
    public string? FormatParameters(string format)
    {
        ArgumentNullException.ThrowIfNull(format);
        foreach (var line in Lines)
        {
            var text = line.IsAttribute("fmtp") ? line.AttributeText : default;
            if (text.Length > format.Length && text[format.Length] == ' ' && text.StartsWith(format, StringComparison.Ordinal))
            {
                return text[(format.Length + 1)..].Trim(' ').ToString();
            }
        }
        return null;
    }

    /// <summary>What a payload type means here: its <c>a=rtpmap</c>, else the static table; null if neither says.</summary>
    public RtpMap? MapOf(byte payloadType)
    {
        foreach (var map in RtpMaps)
        {
            if (map.PayloadType == payloadType)
            {
                return map;
            }
        }
        return RtpMap.StaticFor(payloadType);
    }

    /// <summary>The same medium with one direction attribute, where the old one stood or at the end.</summary>
    public MediaDescription WithDirection(AudioDirection direction)
    {
        var attribute = SdpLine.Attribute(direction.ToAttribute());
        var at = -1;
        var lines = ImmutableArray.CreateBuilder<SdpLine>(Lines.Length + 1);
        foreach (var line in Lines)
        {
            if (AudioDirections.Of(line) is null)
            {
                lines.Add(line);
            }
            else if (at < 0)
            {
                at = lines.Count;
                lines.Add(attribute);
            }
        }
        if (at < 0)
        {
            lines.Add(attribute);
        }
        return this with { Lines = lines.ToImmutable() };
    }

    /// <summary>Text equality: the same lines in the same order.</summary>
    public bool Equals(MediaDescription? other) =>
        other is not null
        && string.Equals(HeadLine, other.HeadLine, StringComparison.Ordinal)
        && Lines.AsSpan().SequenceEqual(other.Lines.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(HeadLine, Lines.Length);

    /// <summary>The <c>m=</c> line's value.</summary>
    public override string ToString() => HeadLine;

    /// <summary>The <c>m=</c> line's value.</summary>
    internal string HeadLine
    {
        get
        {
            var count = PortCount == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{PortCount}");
            var formats = Formats.Length == 0 ? "" : $" {string.Join(' ', Formats)}";
            return string.Create(CultureInfo.InvariantCulture, $"{Media} {Port}{count} {Protocol}{formats}");
        }
    }

    private SdpLine? FirstOf(string attribute)
    {
        foreach (var line in Lines)
        {
            if (line.IsAttribute(attribute))
            {
                return line;
            }
        }
        return null;
    }

    private string? LastOf(char type)
    {
        for (var i = Lines.Length - 1; i >= 0; i--)
        {
            if (Lines[i].Type == type)
            {
                return Lines[i].Value;
            }
        }
        return null;
    }
}
