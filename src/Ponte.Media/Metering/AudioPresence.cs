using Ponte.Media.Codecs;

namespace Ponte.Media.Metering;

/// <summary>
/// Tells real audio (speech, music, tones) from digital silence and comfort noise, packet by packet. G.711 is judged by its decoded level; other codecs,
/// which are not decoded here, by payloads that differ from the one before: an encoder fed with silence repeats itself. For one thread.
/// </summary>
public sealed class AudioPresence
{
    /// <summary>Above the noise of lines and comfort noise (-50 dBm0 and less), below soft speech.</summary>
    public const double ThresholdLevel = -45;

    /// <summary>Packets in a row that must be loud: a click lasts for one.</summary>
    public const int LoudPackets = 2;

    /// <summary>Payloads in a row that must differ from the one before: encoders change a little as they settle on silence.</summary>
    public const int ChangedPackets = 4;

    private readonly Law _law;
    private int _streak;
    private ulong _lastPayload;
    private bool _anyPayload;

    /// <summary>Begins for one encoding.</summary>
    /// <param name="encoding">The encoding name of SDP.</param>
    public AudioPresence(string encoding) =>
        _law = encoding?.ToUpperInvariant() switch
        {
            "PCMA" => Law.A,
            "PCMU" => Law.Mu,
            _ => Law.Other,
        };

    private enum Law
    {
        Other,
        A,
        Mu,
    }

    /// <summary>Whether real audio was heard since the beginning, or since <see cref="Reset"/>.</summary>
    public bool IsHeard { get; private set; }

    /// <summary>Listens to one payload. Do not give it comfort noise (RFC 3389) and telephone events.</summary>
    /// <returns>True once: with the packet that made it heard.</returns>
    public bool Listen(ReadOnlySpan<byte> payload)
    {
        if (IsHeard || payload.IsEmpty)
        {
            return false;
        }
        _streak = (_law == Law.Other ? IsChanged(payload) : IsLoud(payload)) ? _streak + 1 : 0;
        IsHeard = _streak >= (_law == Law.Other ? ChangedPackets : LoudPackets);
        return IsHeard;
    }

    /// <summary>Begins to listen anew.</summary>
    public void Reset()
    {
        IsHeard = false;
        _anyPayload = false;
        _streak = 0;
    }

    private bool IsLoud(ReadOnlySpan<byte> payload)
    {
        var sum = 0L;
        var mean = 0L;
        foreach (var value in payload)
        {
            int sample = _law == Law.A ? G711.DecodeA(value) : G711.DecodeMu(value);
            sum += (long)sample * sample;
            mean += sample;
        }
        // Without the constant part: A-law silence is no zero, and some gateways send an offset.
        var power = ((double)sum / payload.Length) - Math.Pow((double)mean / payload.Length, 2);
        return SignalLevel.FromPower(power) > ThresholdLevel;
    }

    private bool IsChanged(ReadOnlySpan<byte> payload)
    {
        // FNV-1a: no secret is kept by it, and it allocates nothing.
        var hash = 14695981039346656037UL;
        foreach (var value in payload)
        {
            hash = unchecked((hash ^ value) * 1099511628211UL);
        }
        var changed = _anyPayload && hash != _lastPayload;
        _lastPayload = hash;
        _anyPayload = true;
        return changed;
    }
}
