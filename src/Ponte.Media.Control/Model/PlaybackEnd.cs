namespace Ponte.Media.Control.Model;

/// <summary>Why a playback ended. On the wire: append only.</summary>
public enum PlaybackEnd : byte
{
    /// <summary>All was played.</summary>
    Finished = 1,

    /// <summary>It was stopped or replaced, the awaited audio came, or the stream was closed.</summary>
    Stopped = 2,

    /// <summary>A key of <see cref="Commands.Play.StopDigits"/> was pressed.</summary>
    Digit = 3,

    /// <summary>A file could not be read; what came before it was played.</summary>
    FileError = 4,
}
