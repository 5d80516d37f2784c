namespace Ponte.Media.Control.Model;

/// <summary>Why a recording ended. On the wire: append only.</summary>
public enum RecordingEnd : byte
{
    /// <summary>It was stopped, or the stream was closed.</summary>
    Stopped = 1,

    /// <summary>It is as long as <see cref="Commands.StartRecording.MaximumLength"/>.</summary>
    MaximumLength = 2,

    /// <summary>Nobody spoke for <see cref="Commands.StartRecording.StopAfterSilence"/>.</summary>
    Silence = 3,

    /// <summary>A key of <see cref="Commands.StartRecording.StopDigits"/> was pressed.</summary>
    Digit = 4,

    /// <summary>The file could not be written: the disk is full, the folder is not there … What was written before can be played.</summary>
    FileError = 5,
}
