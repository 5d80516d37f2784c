namespace Ponte.Media.Quality;

/// <summary>Listening quality by the E-model (ITU-T G.107) with all parameters at their defaults but delay, codec and random packet loss.</summary>
public static class EModel
{
    /// <summary>R of a connection without delay, loss and coding at G.107's defaults.</summary>
    public const double BestRating = 93.2;

    /// <summary>The rating R, 0 to 93.2.</summary>
    /// <param name="codec">The codec's figures.</param>
    /// <param name="lossFraction">Lost packets, 0 to 1.</param>
    /// <param name="delay">One way, mouth to ear; zero for listening quality alone.</param>
    public static double Rating(CodecQuality codec, double lossFraction, TimeSpan delay)
    {
        var loss = 100 * Math.Clamp(lossFraction, 0, 1);
        var impairment = codec.Impairment + ((95 - codec.Impairment) * loss / (loss + codec.LossRobustness));
        return Math.Clamp(BestRating - impairment - DelayImpairment(delay.TotalMilliseconds), 0, BestRating);
    }

    /// <summary>The mean opinion score of a rating, 1 to 4.5 (G.107 annex B).</summary>
    public static double ToScore(double rating) =>
        rating switch
        {
            <= 0 => 1,
            >= 100 => 4.5,
            _ => Math.Clamp(1 + (0.035 * rating) + (rating * (rating - 60) * (100 - rating) * 7e-6), 1, 4.5),
        };

    /// <summary>The score of what is heard: codec and loss, and the delay where it is known.</summary>
    /// <param name="encoding">The encoding name of SDP.</param>
    /// <param name="lossFraction">Lost packets, 0 to 1.</param>
    /// <param name="delay">One way, mouth to ear.</param>
    public static double Score(string encoding, double lossFraction, TimeSpan delay = default) =>
        ToScore(Rating(CodecQuality.For(encoding), lossFraction, delay));

    /// <summary>Idd of G.107 section 3.5: delay is not felt up to 100 ms.</summary>
    private static double DelayImpairment(double milliseconds)
    {
        if (milliseconds <= 100)
        {
            return 0;
        }
        var x = Math.Log2(milliseconds / 100);
        return 25 * (Math.Pow(1 + Math.Pow(x, 6), 1.0 / 6) - (3 * Math.Pow(1 + Math.Pow(x / 3, 6), 1.0 / 6)) + 2);
    }
}
