using Ponte.Media.Control.Model;

namespace Ponte.Media.Codecs;

/// <summary>The codecs that audio can be made and read in. All others are relayed only.</summary>
public static class AudioCodecs
{
    /// <summary>Whether the machine has libopus: where not, Opus is relayed only.</summary>
    public static bool HasOpus => LibOpus.IsThere;

    /// <summary>The length of packets that a format's codec can make: the one that is wanted, or 20 ms where Opus has none such (RFC 6716 section 2.1.4).</summary>
    public static TimeSpan PacketTimeFor(PayloadFormat format, TimeSpan wanted)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Of(format) != Codec.Opus || wanted.TotalMilliseconds is 10 or 20 or 40 or 60 ? wanted : TimeSpan.FromMilliseconds(20);
    }

    /// <summary>Whether there is a codec for a format.</summary>
    public static bool Knows(PayloadFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Of(format) != Codec.None;
    }

    /// <summary>Samples a second that a format's codec takes and gives; 0 where there is none.</summary>
    public static int SampleRateOf(PayloadFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Of(format) switch
        {
            Codec.A or Codec.Mu => 8000,
            Codec.G722 or Codec.Opus => 16000,
            _ => 0,
        };
    }

    /// <summary>An encoder for a format; null where there is none.</summary>
    public static AudioEncoder? CreateEncoder(PayloadFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Of(format) switch
        {
            Codec.A => G711Encoder.A,
            Codec.Mu => G711Encoder.Mu,
            Codec.G722 => new G722Encoder(),
            Codec.Opus => new OpusEncoder(),
            _ => null,
        };
    }

    /// <summary>A decoder for a format; null where there is none.</summary>
    public static AudioDecoder? CreateDecoder(PayloadFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Of(format) switch
        {
            Codec.A => G711Decoder.A,
            Codec.Mu => G711Decoder.Mu,
            Codec.G722 => new G722Decoder(),
            Codec.Opus => new OpusDecoder(),
            _ => null,
        };
    }

    private static Codec Of(PayloadFormat format) =>
        format switch
        {
            { ClockRate: 8000, Encoding: "PCMA" } => Codec.A,
            { ClockRate: 8000, Encoding: "PCMU" } => Codec.Mu,
            { ClockRate: 8000, Encoding: "G722" } => Codec.G722,
            { ClockRate: 48000, Encoding: "OPUS" } when HasOpus => Codec.Opus,
            _ => Codec.None,
        };

    private enum Codec
    {
        None,
        A,
        Mu,
        G722,
        Opus,
    }
}
