namespace Ponte.Media.Control.Protocol;

/// <summary>Takes a frame: its kind and body, valid until it returns. False: no more are wanted.</summary>
internal delegate bool FrameHandler(ReadOnlySpan<byte> frame);
