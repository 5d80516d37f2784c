#pragma warning disable MA0048 // One family of messages, read together like the protocol table it is.
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Commands;

/// <summary>
/// Records what a stream receives to a WAV file (PCM, 16 bits), also where it is encrypted on the wire; with a partner in two channels, the stream left. The file
/// can be played at any moment, also after the media process was killed. Its end is told by <see cref="Events.RecordingEnded"/>.
/// </summary>
/// <param name="Stream">Who is recorded; refused where it is recorded already.</param>
/// <param name="Recording">A number by which the end is told.</param>
/// <param name="Path">The file's whole path; a file that is there is replaced.</param>
public sealed record StartRecording(StreamId Stream, uint Recording, string Path) : MediaCommand
{
    /// <summary>The other party, for the right channel; null for a file of one channel.</summary>
    public StreamId? Partner { get; init; }

    /// <summary>Samples a second of the file: 8,000 or 16,000.</summary>
    public int SampleRate { get; init; } = 8000;

    /// <summary>Play a tone to the stream first; the recording begins after it.</summary>
    public bool Beep { get; init; }

    /// <summary>Ends the recording when it is so long; zero for no limit.</summary>
    public TimeSpan MaximumLength { get; init; }

    /// <summary>Ends the recording when nobody has spoken for so long; zero for never.</summary>
    public TimeSpan StopAfterSilence { get; init; }

    /// <summary>The keys of the stream's peer that end it; empty for none.</summary>
    public string StopDigits { get; init; } = "";

    /// <summary>The file is no WAV, but encrypted as it is written; null for a WAV. Since version 6.</summary>
    public RecordingSeal? Seal { get; init; }
}

/// <summary>Leaves out what is said from now on, or goes on; does nothing where nothing is recorded.</summary>
/// <param name="Stream">Who is recorded.</param>
/// <param name="IsPaused">Whether to pause.</param>
public sealed record PauseRecording(StreamId Stream, bool IsPaused) : MediaCommand;

/// <summary>Ends a recording; does nothing where nothing is recorded.</summary>
public sealed record StopRecording(StreamId Stream) : MediaCommand;
