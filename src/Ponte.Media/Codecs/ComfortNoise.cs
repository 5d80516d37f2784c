namespace Ponte.Media.Codecs;

/// <summary>Comfort noise payloads (RFC 3389): the level of noise in -dBov, then spectral coefficients that are passed over.</summary>
public static class ComfortNoise
{
    /// <summary>The static payload type at 8 kHz.</summary>
    public const byte PayloadType = 13;

    /// <summary>The encoding name in SDP.</summary>
    public const string Encoding = "CN";

    /// <summary>Whether an encoding name of SDP is comfort noise, in any case.</summary>
    public static bool IsEncoding(string encoding) => string.Equals(encoding, Encoding, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the noise level, 0 (loudest) to -127 dBov. False for an empty payload.</summary>
    public static bool TryReadLevel(ReadOnlySpan<byte> payload, out int level)
    {
        level = payload.IsEmpty ? 0 : -(payload[0] & 0x7F);
        return !payload.IsEmpty;
    }

    /// <summary>Writes a payload of one byte.</summary>
    /// <param name="payload">At least one byte.</param>
    /// <param name="level">The noise level, 0 to -127 dBov.</param>
    /// <returns>The length, 1.</returns>
    public static int Write(Span<byte> payload, int level)
    {
        payload[0] = (byte)Math.Clamp(-level, 0, 127);
        return 1;
    }
}
