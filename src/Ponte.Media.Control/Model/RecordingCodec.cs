namespace Ponte.Media.Control.Model;

/// <summary>How a sealed recording holds its samples. On the wire and in files: append only.</summary>
public enum RecordingCodec : byte
{
    /// <summary>Linear, 16 bits: 2 MB a minute in two channels of 8 kHz.</summary>
    Pcm = 1,

    /// <summary>Opus (RFC 6716), where the machine has libopus; a tenth of that.</summary>
    Opus = 2,
}
