namespace Ponte.Media.Playing;

/// <summary>Reads bytes of a file from an offset; fewer than asked for only at its end.</summary>
public delegate int WavRead(long offset, Span<byte> buffer);
