#pragma warning disable MA0048 // One family of messages, read together like the protocol table it is.
using System.Net;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Events;

/// <summary>What the media tells the calls.</summary>
public abstract record MediaEvent;

/// <summary>The first RTP of a stream's peer was accepted.</summary>
public sealed record StreamLatched(StreamId Stream, IPEndPoint Source) : MediaEvent;

/// <summary>Real audio (not silence, not comfort noise) came from the peer for the first time.</summary>
public sealed record AudioStarted(StreamId Stream) : MediaEvent;

/// <summary>A telephone event (RFC 4733), or a key as a tone, began and ended; told once per key.</summary>
/// <param name="Stream">Whose key.</param>
/// <param name="Digit"><c>0</c>-<c>9</c>, <c>*</c>, <c>#</c>, <c>A</c>-<c>D</c>.</param>
/// <param name="Duration">How long it was held.</param>
public sealed record DigitReceived(StreamId Stream, char Digit, TimeSpan Duration) : MediaEvent;

/// <summary>No RTP came for <see cref="StreamSettings.SilenceTimeout"/>, although the direction let us expect some. Told once until RTP comes again.</summary>
public sealed record StreamSilent(StreamId Stream, TimeSpan Since) : MediaEvent;

/// <summary>The peer nominated a pair (RFC 8445 section 8.1): media goes to <paramref name="Remote"/> from now on. Told again when it changes.</summary>
public sealed record PairNominated(StreamId Stream, IPEndPoint Remote) : MediaEvent;

/// <summary>A <see cref="Commands.Play"/> is over. Told once for each that was taken.</summary>
/// <param name="Stream">Who heard it.</param>
/// <param name="Playback">Its number.</param>
/// <param name="Reason">Why.</param>
/// <param name="Position">How far it came, counted from the beginning of the first source.</param>
/// <param name="Detail">For <see cref="PlaybackEnd.FileError"/>, in words: which file and why. Empty else.</param>
public sealed record PlaybackEnded(StreamId Stream, uint Playback, PlaybackEnd Reason, TimeSpan Position, string Detail) : MediaEvent;

/// <summary>A recording is over and its file is closed. Told once for each that was taken.</summary>
/// <param name="Stream">Who was recorded.</param>
/// <param name="Recording">Its number.</param>
/// <param name="Reason">Why.</param>
/// <param name="Length">How long the file plays.</param>
/// <param name="Detail">For <see cref="RecordingEnd.FileError"/>, in words. Empty else.</param>
public sealed record RecordingEnded(StreamId Stream, uint Recording, RecordingEnd Reason, TimeSpan Length, string Detail) : MediaEvent;

/// <summary>The media process ended; every stream that was open is lost. New streams may be opened when <see cref="MediaRestored"/> follows.</summary>
public sealed record MediaLost(string Reason) : MediaEvent;

/// <summary>A media process is there again, or for the first time.</summary>
public sealed record MediaRestored : MediaEvent;
