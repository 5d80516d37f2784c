using System.Collections.Concurrent;
using System.Collections.Immutable;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Engine;

/// <summary>The payload types of a stream, found by number. Read for each packet; from any thread.</summary>
internal sealed class FormatTable
{
    /// <summary>Names of RFC 4733 and RFC 3389 as <c>a=rtpmap</c> has them.</summary>
    private const string EventEncoding = "TELEPHONE-EVENT";
    private const string ComfortNoiseEncoding = "CN";

    /// <summary>What the map of <see cref="MapTo"/> holds where the sink has no such format.</summary>
    public const byte NoPayloadType = 255;

    /// <summary>How many payload types there are (RFC 3550 section 5.1).</summary>
    public const int PayloadTypes = 128;

    /// <summary>Maps kept; beyond that they are made anew.</summary>
    private const int MaximumMaps = 64;

    private readonly ConcurrentDictionary<FormatTable, byte[]> _maps = new();
    private readonly PayloadFormat?[] _formats = new PayloadFormat?[PayloadTypes];
    private readonly PayloadKind[] _kinds = new PayloadKind[PayloadTypes];

    /// <summary>A stream that agreed nothing yet.</summary>
    public static FormatTable Empty { get; } = new([]);

    /// <summary>The formats of a configuration; where a payload type occurs twice the first one counts.</summary>
    public FormatTable(ImmutableArray<PayloadFormat> formats)
    {
        Formats = formats;
        foreach (var format in formats.Where(f => _formats[f.PayloadType] is null))
        {
            _formats[format.PayloadType] = format;
            _kinds[format.PayloadType] = KindOf(format);
        }
    }

    /// <summary>All formats in order of preference.</summary>
    public ImmutableArray<PayloadFormat> Formats { get; }

    /// <summary>The kind of a payload type, 0 to 127.</summary>
    public PayloadKind this[byte payloadType] => _kinds[payloadType];

    /// <summary>The format of a payload type; null where it was not agreed.</summary>
    public PayloadFormat? Find(byte payloadType) => _formats[payloadType];

    /// <summary>The format that the peer expects under a payload type; null where it was not agreed.</summary>
    public PayloadFormat? FindSent(byte payloadType)
    {
        foreach (var format in Formats)
        {
            if (format.SendPayloadType == payloadType)
            {
                return format;
            }
        }
        return null;
    }

    /// <summary>The first format that audio can be made in.</summary>
    public PayloadFormat? FirstMade => Formats.FirstOrDefault(AudioCodecs.Knows);

    /// <summary>The format of telephone events on a clock; the first one where none has that clock.</summary>
    public PayloadFormat? EventFormat(int clockRate) =>
        Formats.FirstOrDefault(f => KindOf(f) == PayloadKind.Event && f.ClockRate == clockRate)
        ?? Formats.FirstOrDefault(f => KindOf(f) == PayloadKind.Event);

    /// <summary>By payload type of this side: the payload type that <paramref name="sink"/> has for the same encoding and clock, or <see cref="NoPayloadType"/>.</summary>
    public byte[] MapTo(FormatTable sink)
    {
        if (_maps.TryGetValue(sink, out var known))
        {
            return known;
        }
        var map = MakeMap(sink);
        return _maps.Count < MaximumMaps ? _maps.GetOrAdd(sink, map) : map;
    }

    /// <summary>Whether something that can be decoded has no payload type at a sink, which could hear it in another codec.</summary>
    /// <param name="sink">The formats of the sink.</param>
    /// <param name="map">What <see cref="MapTo"/> gave.</param>
    public bool NeedsTranscoding(FormatTable sink, byte[] map) =>
        sink.FirstMade is not null && Formats.Any(f => map[f.PayloadType] == NoPayloadType && AudioCodecs.Knows(f));

    private byte[] MakeMap(FormatTable sink)
    {
        var map = new byte[PayloadTypes];
        Array.Fill(map, NoPayloadType);
        foreach (var format in _formats)
        {
            if (format is not null && Match(format, sink) is { } match)
            {
                map[format.PayloadType] = match.SendPayloadType;
            }
        }
        return map;
    }

    /// <summary>A key is the same key on another clock: only its duration is counted otherwise.</summary>
    private static PayloadFormat? Match(PayloadFormat format, FormatTable sink) =>
        KindOf(format) == PayloadKind.Event
            ? sink.EventFormat(format.ClockRate)
            : sink.Formats.FirstOrDefault(f =>
                f.ClockRate == format.ClockRate && string.Equals(f.Encoding, format.Encoding, StringComparison.OrdinalIgnoreCase)
            );

    private static PayloadKind KindOf(PayloadFormat format) =>
        format.Encoding.ToUpperInvariant() switch
        {
            EventEncoding => PayloadKind.Event,
            ComfortNoiseEncoding => PayloadKind.ComfortNoise,
            _ => PayloadKind.Audio,
        };
}
