using System.Numerics;

namespace Ponte.Interop.Tests.Support;

/// <summary>Finds speech in a recording by correlation: piece by piece, since a telephone line may lose or repeat a moment between them.</summary>
internal static class SpeechMatch
{
    private const int Rate = 8000;
    private const int Piece = Rate * 2 / 5;
    private const double Loud = 300;

    /// <summary>How much of the speech is heard, in its order: 0 to 1.</summary>
    /// <param name="heard">A recording, 8 kHz.</param>
    /// <param name="speech">What was to be said, 16 kHz.</param>
    public static double Of(ReadOnlySpan<short> heard, ReadOnlySpan<short> speech)
    {
        var recording = Array.ConvertAll(heard.ToArray(), s => (float)s);
        var said = new float[speech.Length / 2];
        for (var i = 0; i < said.Length; i++)
        {
            said[i] = (speech[2 * i] + speech[(2 * i) + 1]) / 2f;
        }
        var (pieces, found, from) = (0, 0, 0);
        for (var at = 0; at + Piece <= said.Length; at += Piece)
        {
            var piece = said.AsSpan(at, Piece);
            var energy = Dot(piece, piece);
            if (Math.Sqrt(energy / Piece) < Loud)
            {
                continue;
            }
            pieces++;
            var (best, where) = Best(recording.AsSpan(from), piece, energy);
            if (best > 0.85)
            {
                found++;
                from += where;
            }
        }
        return pieces == 0 ? 0 : (double)found / pieces;
    }

    private static (double Best, int Where) Best(ReadOnlySpan<float> recording, ReadOnlySpan<float> piece, double energy)
    {
        var (best, where) = (0.0, 0);
        for (var lag = 0; lag + piece.Length <= recording.Length; lag++)
        {
            var window = recording.Slice(lag, piece.Length);
            var correlation = Dot(window, piece) / Math.Sqrt((energy * Dot(window, window)) + 1);
            if (correlation > best)
            {
                (best, where) = (correlation, lag);
            }
        }
        return (best, where);
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i + Vector<float>.Count <= a.Length; i += Vector<float>.Count)
        {
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }
        double total = Vector.Sum(sum);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }
        return total;
    }
}
