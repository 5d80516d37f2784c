using Ponte.Media.Codecs;

namespace Ponte.Interop.Tests.Support;

/// <summary>Keys as a telephone without telephone events sends them: pairs of tones in the band (ITU-T Q.23).</summary>
internal static class KeyTones
{
    private const string Keys = "123A456B789C*0#D";
    private static readonly int[] Low = [697, 770, 852, 941];
    private static readonly int[] High = [1209, 1336, 1477, 1633];

    /// <summary>Writes keys as A-law of 8 kHz without a header, 1.5 s of silence before each.</summary>
    public static void Write(string path, string keys)
    {
        const int silence = 12000;
        const int tone = 960;
        var samples = new short[(keys.Length * (silence + tone)) + silence];
        for (var i = 0; i < keys.Length; i++)
        {
            var key = Keys.IndexOf(keys[i], StringComparison.Ordinal);
            var (low, high) = (Low[key / 4], High[key % 4]);
            for (var j = 0; j < tone; j++)
            {
                var value = Math.Sin(2 * Math.PI * low * j / 8000) + Math.Sin(2 * Math.PI * high * j / 8000);
                samples[((i + 1) * silence) + (i * tone) + j] = (short)(0.25 * short.MaxValue * value);
            }
        }
        var bytes = new byte[samples.Length];
        G711.EncodeA(samples, bytes);
        File.WriteAllBytes(path, bytes);
    }
}
