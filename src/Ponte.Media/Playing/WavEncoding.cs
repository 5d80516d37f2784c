namespace Ponte.Media.Playing;

/// <summary>Format tags of WAV files that are read.</summary>
public enum WavEncoding
{
    /// <summary>Linear, 16 bits, little-endian.</summary>
    Pcm16 = 1,

    /// <summary>G.711 A-law.</summary>
    ALaw = 6,

    /// <summary>G.711 µ-law.</summary>
    MuLaw = 7,
}
