using Ponte.Media.Metering;
using Ponte.Simulator.Calls;

namespace Ponte.Interop.Tests.Support;

/// <summary>Which of several tones a party hears at the same time, as in a mix, where none stands above all else.</summary>
internal static class Hearing
{
    private const int Rate = 8000;
    private const int Window = 4000;

    /// <summary>Louder is heard, softer is not; tones of the parties have about -9 dBm0.</summary>
    private const double Threshold = -25;

    /// <summary>Waits until a party hears these tones and none of the others.</summary>
    /// <param name="call">The party's call.</param>
    /// <param name="all">The tones of everybody.</param>
    /// <param name="expected">Those that the party shall hear.</param>
    public static async Task HearsOnlyAsync(this SimulatedCall call, int[] all, params int[] expected)
    {
        var patience = Company.Patience;
        string heard;
        do
        {
            try
            {
                heard = string.Join(' ', await ToneAsync(call, all, patience));
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"{call} never heard {string.Join(' ', expected)}: {call.Media.Findings}", e);
            }
        } while (!heard.Equals(string.Join(' ', expected.Order()), StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<int>> ToneAsync(SimulatedCall call, int[] all, CancellationToken patience)
    {
        var samples = new List<short>();
        while (samples.Count < 2 * Window)
        {
            patience.ThrowIfCancellationRequested(); // media that has ended waits for nothing
            samples.AddRange(await call.Media.HearAsync(patience));
        }
        var last = samples.TakeLast(Window).ToArray();
        return all.Where(f => Level(last, f) > Threshold).Order();
    }

    private static double Level(short[] samples, int frequency)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var (sine, cosine) = Math.SinCos(Math.Tau * frequency * i / Rate);
            real += samples[i] * cosine;
            imaginary += samples[i] * sine;
        }
        return SignalLevel.FromPower(2 * ((real * real) + (imaginary * imaginary)) / ((double)samples.Length * samples.Length));
    }
}
