#pragma warning disable MA0048 // One family of messages, read together like the protocol table it is.
using System.Collections.Immutable;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Commands;

/// <summary>
/// Plays sources to a stream, one after the other without gaps, in place of what was played before. Its end is told by <see cref="Events.PlaybackEnded"/>,
/// also where it is stopped or replaced.
/// </summary>
/// <param name="Stream">Who hears it; nothing is relayed to it meanwhile.</param>
/// <param name="Playback">A number by which the end is told.</param>
/// <param name="Sources">1 to 64.</param>
public sealed record Play(StreamId Stream, uint Playback, ImmutableArray<PlaySource> Sources) : MediaCommand
{
    /// <summary>Begin again after the last source, for ever.</summary>
    public bool Loop { get; init; }

    /// <summary>Where to begin, counted from the first source: to go on after <see cref="Events.PlaybackEnded.Position"/>, or to go back. Not with <see cref="Loop"/>.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>The keys that end it as soon as one is pressed; empty for none.</summary>
    public string StopDigits { get; init; } = "";

    /// <summary>The stream whose first real audio ends it, as with <see cref="PlayTone.UntilAudioFrom"/>.</summary>
    public StreamId? UntilAudioFrom { get; init; }
}

/// <summary>Ends the playback on a stream; does nothing where there is none.</summary>
public sealed record StopPlaying(StreamId Stream) : MediaCommand;
