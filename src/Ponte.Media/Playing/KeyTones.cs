using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;
using Ponte.Media.Tones;

namespace Ponte.Media.Playing;

/// <summary>Keys as tones in the band (ITU-T Q.23), for peers that agreed to no telephone events. For the worker's thread.</summary>
internal sealed class KeyTones : IFrameSource
{
    /// <summary>The level of both tones together, as receivers are made for (-6 to -9 dBm0 for each at the sender).</summary>
    private const double Level = -6;

    private const int Rate = 8000;
    private const string Keys = "123A456B789C*0#D";

    private static readonly int[] Lower = [697, 770, 852, 941];
    private static readonly int[] Upper = [1209, 1336, 1477, 1633];

    private readonly Queue<char> _waiting = new();
    private ToneGenerator? _tone;
    private int _left;

    /// <inheritdoc/>
    public int SampleRate => Rate;

    /// <summary>Adds keys. False, and none is added, where a character is no key or too many wait.</summary>
    public bool TryEnqueue(string digits)
    {
        if (digits.Length > TelephoneEventWriter.MaximumWaiting - _waiting.Count || digits.Any(d => TelephoneEvent.ToCode(d) is null))
        {
            return false;
        }
        foreach (var digit in digits)
        {
            _waiting.Enqueue(char.ToUpperInvariant(digit));
        }
        return true;
    }

    /// <inheritdoc/>
    public bool Fill(Span<short> samples)
    {
        while (!samples.IsEmpty)
        {
            if (_left == 0 && !Begin())
            {
                samples.Clear();
                return false;
            }
            var part = samples[..Math.Min(samples.Length, _left)];
            _tone!.Fill(part);
            _left -= part.Length;
            samples = samples[part.Length..];
        }
        return _left > 0 || _waiting.Count > 0;
    }

    /// <inheritdoc/>
    public void End(PlaybackEnd reason) { }

    private bool Begin()
    {
        if (!_waiting.TryDequeue(out var digit))
        {
            return false;
        }
        var key = Keys.IndexOf(digit, StringComparison.Ordinal);
        var (sound, pause) = ((int)TelephoneEventWriter.KeyTime.TotalMilliseconds, (int)TelephoneEventWriter.PauseTime.TotalMilliseconds);
        _tone = new ToneGenerator(
            new Cadence([new ToneSegment(sound, Lower[key / 4], Upper[key % 4]), new ToneSegment(pause, 0)], Level),
            Rate
        );
        _left = (sound + pause) * Rate / 1000;
        return true;
    }
}
