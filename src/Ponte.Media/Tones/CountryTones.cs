using Ponte.Media.Control.Model;

namespace Ponte.Media.Tones;

/// <summary>
/// Call progress tones by country: frequencies and cadences as ITU-T E.180 supplement 2 lists them, and E.180's recommended ones (425 Hz) for countries
/// that are not in the table.
/// </summary>
public static class CountryTones
{
    /// <summary>
    /// Within the range of -10 ± 5 dBm0 that E.180 gives for tones, and no louder than speech (about -16 dBm0), as a tone starts at the ear without warning.
    /// </summary>
    public const double Level = -13;

    /// <summary>Softer, for it repeats as long as the hold lasts.</summary>
    public const double HoldLevel = -20;

    /// <summary>The level of test tones: the customary -10 dBm0.</summary>
    public const double TestLevel = -10;

    /// <summary>The frequency of a test tone that names none, in Hz.</summary>
    public const int DefaultTestFrequency = 1000;

    /// <summary>The cadence of a tone in a country.</summary>
    /// <param name="tone">Which tone.</param>
    /// <param name="country">ISO 3166 alpha-2 in any case; others than the known ones get the recommended tones.</param>
    /// <param name="testFrequency">For <see cref="ToneKind.Test"/> in Hz, 1 to 3,999; others become <see cref="DefaultTestFrequency"/>.</param>
    public static Cadence For(ToneKind tone, string country, int testFrequency = DefaultTestFrequency) =>
        tone switch
        {
            ToneKind.Test => Cadence.Steady(testFrequency is > 0 and < 4000 ? testFrequency : DefaultTestFrequency, TestLevel),
            ToneKind.Hold => Make(HoldLevel, 425, 0, 200, 4800),
            _ => ForCountry(tone, country.ToUpperInvariant()),
        };

    private static Cadence ForCountry(ToneKind tone, string country) =>
        country switch
        {
            "IT" or "CH" => Choose(tone, 425, ring: [1000, 4000], busy: [500, 500], congestion: [200, 200]),
            "DE" => Choose(tone, 425, ring: [1000, 4000], busy: [480, 480], congestion: [240, 240]),
            "AT" => Choose(tone, 420, ring: [1000, 5000], busy: [400, 400], congestion: [200, 200]),
            "FR" => Choose(tone, 440, ring: [1500, 3500], busy: [500, 500], congestion: [250, 250]),
            "ES" => Choose(tone, 425, ring: [1500, 3000], busy: [200, 200], congestion: [200, 200, 200, 200, 200, 600]),
            "GB" => tone switch
            {
                ToneKind.Ringback => Make(Level, 400, 450, 400, 200, 400, 2000),
                ToneKind.Busy => Make(Level, 400, 0, 375, 375),
                _ => Make(Level, 400, 0, 400, 350, 225, 525),
            },
            "US" => tone switch
            {
                ToneKind.Ringback => Make(Level, 440, 480, 2000, 4000),
                ToneKind.Busy => Make(Level, 480, 620, 500, 500),
                _ => Make(Level, 480, 620, 250, 250),
            },
            _ => Choose(tone, 425, ring: [1000, 4000], busy: [500, 500], congestion: [250, 250]),
        };

    private static Cadence Choose(ToneKind tone, int frequency, int[] ring, int[] busy, int[] congestion) =>
        Make(
            Level,
            frequency,
            0,
            tone switch
            {
                ToneKind.Ringback => ring,
                ToneKind.Busy => busy,
                _ => congestion,
            }
        );

    /// <summary>Times that alternate between sound and silence.</summary>
    private static Cadence Make(double level, int frequency, int second, params ReadOnlySpan<int> times)
    {
        var segments = new ToneSegment[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            segments[i] = i % 2 == 0 ? new ToneSegment(times[i], frequency, second) : new ToneSegment(times[i], 0);
        }
        return new Cadence([.. segments], level);
    }
}
