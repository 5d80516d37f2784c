using Ponte.Media.Tones;

namespace Ponte.Media.Mixing;

/// <summary>The two notes that tell a conference of who comes and goes: rising and falling. For the worker's thread.</summary>
internal sealed class MixChime
{
    private const int NoteMilliseconds = 120;
    private const int Low = 480;
    private const int High = 620;

    private readonly short[] _samples = new short[MixRoom.LargestFrame];
    private ToneGenerator? _tone;
    private bool _isJoin;
    private int _leftMilliseconds;

    /// <summary>Begins to sound, in place of what sounded before.</summary>
    public void Begin(bool isJoin)
    {
        _isJoin = isJoin;
        _leftMilliseconds = 2 * NoteMilliseconds;
        _tone = null;
    }

    /// <summary>Adds its next 20 ms to what is heard.</summary>
    public void AddTo(Span<int> sum, int rate)
    {
        if (_leftMilliseconds <= 0)
        {
            return;
        }
        if (_tone is null || _tone.SampleRate != rate)
        {
            var (first, second) = _isJoin ? (Low, High) : (High, Low);
            _tone = new ToneGenerator(
                new Cadence([new ToneSegment(NoteMilliseconds, first), new ToneSegment(NoteMilliseconds, second)], CountryTones.HoldLevel),
                rate
            );
        }
        _leftMilliseconds -= AudioIntake.FrameMilliseconds;
        _tone.Fill(_samples.AsSpan(0, sum.Length));
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += _samples[i];
        }
    }
}
