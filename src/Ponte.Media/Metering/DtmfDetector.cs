using System.Numerics;
using Ponte.Media.Rtp;

namespace Ponte.Media.Metering;

/// <summary>
/// Finds keys that are sent as tones in the band (ITU-T Q.23, Q.24): eight Goertzel filters over blocks of 12.75 ms. A key counts when two blocks in a row agree,
/// with one tone of each group, the right proportion between them, hardly anything else, and frequencies that are right by the phase from block to block:
/// speech has both tones at times, but never alone, steady and exact for so long.
/// For one thread, at 8 kHz.
/// </summary>
public sealed class DtmfDetector
{
    /// <summary>Samples a second that it wants.</summary>
    public const int SampleRate = 8000;

    /// <summary>Samples in a block: the filters are as wide as two neighbours are apart, and a key of 40 ms fills two blocks wherever they begin.</summary>
    public const int Block = 102;

    /// <summary>The least level of each tone in dBm0; Q.24 wants -25 and better to be heard.</summary>
    private const double LeastLevel = -32;

    /// <summary>The upper tone may be 4 dB louder than the lower one, and the lower 8 dB louder than the upper one (Q.24 annex A); each tone moves the other's measure by up to 2 dB.</summary>
    private const float MostUpper = 3.2f;
    private const float MostLower = 12;

    /// <summary>The other tones of a group are so much weaker: 6 dB.</summary>
    private const float LeastPeak = 4;

    /// <summary>The part of a block's power that the two tones have, as far as one block can tell: tones that are 1.8 % off seem weaker.</summary>
    private const float LeastShare = 0.6f;

    /// <summary>The same, where their true frequencies are known: all but noise.</summary>
    private const double LeastTrueShare = 0.85;

    /// <summary>How far off a frequency may be: 1.5 % must be taken, 3.5 % must not (Q.24).</summary>
    private const double MostOff = 0.025;

    private const int BlocksToBegin = 2;
    private const int BlocksToEnd = 2;
    private const string Keys = "123A456B789C*0#D";

    private static readonly double[] Steps =
    [
        .. new[] { 697, 770, 852, 941, 1209, 1336, 1477, 1633 }.Select(f => Math.Tau * f / SampleRate),
    ];

    private static readonly float[] Coefficients = [.. Steps.Select(s => (float)(2 * Math.Cos(s)))];

    private static readonly float LeastPower = PowerOf(LeastLevel);

    private readonly float[] _first = new float[8];
    private readonly float[] _second = new float[8];
    private readonly Complex[] _phasors = new Complex[8];
    private readonly Complex[] _phasorsBefore = new Complex[8];
    private float _totalBefore;
    private float _total;
    private int _filled;
    private char _last;
    private int _same;
    private int _missing;
    private int _held;
    private char _key;
    private TelephoneKey _finished;
    private bool _isFinished;

    /// <summary>The key that sounds now; null for none.</summary>
    public char? Held => _held > 0 ? _key : null;

    /// <summary>Listens to samples, and asks for keys by <see cref="TryTake"/> after each 20 ms at the latest.</summary>
    public void Add(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var part = samples[..Math.Min(samples.Length, Block - _filled)];
            samples = samples[part.Length..];
            Filter(part);
            _filled += part.Length;
            if (_filled == Block)
            {
                Judge(Decide());
                Array.Clear(_first);
                Array.Clear(_second);
                _phasors.CopyTo(_phasorsBefore, 0);
                _totalBefore = _total;
                _total = 0;
                _filled = 0;
            }
        }
    }

    /// <summary>No more audio comes: a key that sounded is over.</summary>
    public void Expire()
    {
        if (_held > 0)
        {
            End();
        }
        _same = 0;
    }

    /// <summary>Takes the key that ended; its duration is in samples.</summary>
    public bool TryTake(out TelephoneKey key)
    {
        key = _finished;
        var isFinished = _isFinished;
        _isFinished = false;
        return isFinished;
    }

    private static float PowerOf(double level)
    {
        var amplitude = short.MaxValue * Math.Pow(10, (level - Tones.ToneGenerator.FullScaleLevel) / 20);
        return (float)Math.Pow(amplitude * Block / 2, 2);
    }

    private void Filter(ReadOnlySpan<short> samples)
    {
        var (first, second, coefficients) = (_first, _second, Coefficients);
        foreach (var sample in samples)
        {
            for (var i = 0; i < first.Length; i++)
            {
                var next = sample + (coefficients[i] * first[i]) - second[i];
                second[i] = first[i];
                first[i] = next;
            }
            _total += (float)sample * sample;
        }
    }

    /// <summary>The key of this block; NUL for none.</summary>
    private char Decide()
    {
        Span<float> powers = stackalloc float[8];
        for (var i = 0; i < powers.Length; i++)
        {
            // The sum over the block, turned to its end.
            _phasors[i] = new Complex(_first[i] - (_second[i] * Math.Cos(Steps[i])), _second[i] * Math.Sin(Steps[i]));
            powers[i] = (float)((_phasors[i].Real * _phasors[i].Real) + (_phasors[i].Imaginary * _phasors[i].Imaginary));
        }
        var lower = Strongest(powers[..4]);
        var upper = Strongest(powers[4..]);
        if (lower < 0 || upper < 0)
        {
            return '\0';
        }
        var (low, high) = (powers[lower], powers[4 + upper]);
        return
            low < LeastPower
            || high < LeastPower
            || high > MostUpper * low
            || low > MostLower * high
            || (low + high) * 2 / Block < LeastShare * _total
            ? '\0'
            : Keys[(4 * lower) + upper];
    }

    /// <summary>The place of the strongest of a group; -1 where another one comes near it.</summary>
    private static int Strongest(ReadOnlySpan<float> powers)
    {
        var best = 0;
        for (var i = 1; i < powers.Length; i++)
        {
            best = powers[i] > powers[best] ? i : best;
        }
        for (var i = 0; i < powers.Length; i++)
        {
            if (i != best && powers[i] * LeastPeak > powers[best])
            {
                return -1;
            }
        }
        return best;
    }

    /// <summary>Whether the two tones of a key are all there is in this block and the one before, at their true frequencies.</summary>
    private bool IsExact(char key)
    {
        var place = Keys.IndexOf(key, StringComparison.Ordinal);
        var (power, powerBefore) = (0.0, 0.0);
        foreach (var tone in (ReadOnlySpan<int>)[place / 4, 4 + (place % 4)])
        {
            var turn = (_phasors[tone] / _phasorsBefore[tone]).Phase - (Steps[tone] * Block);
            var off = Math.IEEERemainder(turn, Math.Tau);
            if (Math.Abs(off) > MostOff * Steps[tone] * Block)
            {
                return false;
            }
            // A filter beside the tone gives less of it.
            var gain = Math.Abs(off) < 1e-3 ? 1 : Math.Sin(off / 2) / (off / 2);
            power += Math.Pow(_phasors[tone].Magnitude / gain, 2);
            powerBefore += Math.Pow(_phasorsBefore[tone].Magnitude / gain, 2);
        }
        const double least = LeastTrueShare * Block / 2;
        return power >= least * _total && powerBefore >= least * _totalBefore;
    }

    private void Judge(char found)
    {
        _same = found != '\0' && found == _last ? _same + 1 : 1;
        _last = found;
        if (_held > 0)
        {
            _missing = found == _key ? 0 : _missing + 1;
            _held++;
            if (_missing >= BlocksToEnd)
            {
                _held -= _missing;
                End();
            }
        }
        if (_held == 0 && found != '\0' && _same >= BlocksToBegin && IsExact(found))
        {
            _key = found;
            _held = _same;
            _missing = 0;
        }
    }

    private void End()
    {
        _finished = new TelephoneKey(_key, (uint)(_held * Block));
        _isFinished = true;
        _held = 0;
        _missing = 0;
    }
}
