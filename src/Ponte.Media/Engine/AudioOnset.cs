using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Engine;

/// <summary>
/// Tells real audio from silence that is sent as packets: early media that is switched through but still mute must not end a ringback. Two packets
/// in a row must be loud, because a decoder that starts up clicks. Pure. For one thread.
/// </summary>
/// <remarks>G.711 is measured. Of other codecs nothing is decoded: a packet counts as loud unless all its bytes are alike or it is as short as those of discontinuous transmission.</remarks>
internal sealed class AudioOnset
{
    /// <summary>Packets in a row that must be loud.</summary>
    public const int PacketsNeeded = 2;

    /// <summary>Root mean square of 16 bit samples from which a packet is loud: -50 dBov. Quiet rooms and idle lines are below, speech and tones above -40.</summary>
    public const int LoudFrom = 104;

    /// <summary>Packets up to so many bytes are silence descriptors (G.729 annex B: 2, SILK and Opus: up to 3).</summary>
    private const int DescriptorBytes = 3;

    private int _loudInRow;

    /// <summary>Forgets what was heard.</summary>
    public void Reset() => _loudInRow = 0;

    /// <summary>Hears one packet of speech; true when audio has begun.</summary>
    public bool Hear(PayloadFormat format, ReadOnlySpan<byte> payload)
    {
        _loudInRow = IsLoud(format, payload) ? _loudInRow + 1 : 0;
        return _loudInRow >= PacketsNeeded;
    }

    private static bool IsLoud(PayloadFormat format, ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= DescriptorBytes)
        {
            return false;
        }
        return format.Encoding switch
        {
            "PCMA" => MeanSquareA(payload) >= LoudFrom * LoudFrom,
            "PCMU" => MeanSquareMu(payload) >= LoudFrom * LoudFrom,
            _ => payload.IndexOfAnyExcept(payload[0]) >= 0,
        };
    }

    private static long MeanSquareA(ReadOnlySpan<byte> payload)
    {
        long sum = 0;
        foreach (var value in payload)
        {
            int sample = G711.DecodeA(value);
            sum += sample * sample;
        }
        return sum / payload.Length;
    }

    private static long MeanSquareMu(ReadOnlySpan<byte> payload)
    {
        long sum = 0;
        foreach (var value in payload)
        {
            int sample = G711.DecodeMu(value);
            sum += sample * sample;
        }
        return sum / payload.Length;
    }
}
