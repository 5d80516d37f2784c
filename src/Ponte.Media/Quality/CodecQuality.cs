using System.Runtime.InteropServices;

namespace Ponte.Media.Quality;

/// <summary>How a codec sounds, in the E-model's terms (ITU-T G.113 appendix I).</summary>
/// <param name="Impairment">Ie: what the codec itself takes off the rating.</param>
/// <param name="LossRobustness">Bpl: how well it bears lost packets, higher is better.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CodecQuality(double Impairment, double LossRobustness)
{
    /// <summary>
    /// The figures for an encoding name of SDP. Wideband codecs, for which the narrowband scale has no place, count as G.711 with concealment; so do unknown ones.
    /// </summary>
    public static CodecQuality For(string encoding) =>
        encoding?.ToUpperInvariant() switch
        {
            "G729" => new(11, 19),
            "G723" => new(15, 16.1),
            "GSM" => new(20, 10),
            "GSM-EFR" => new(5, 10),
            "ILBC" => new(11, 32),
            _ => new(0, 25.1),
        };
}
