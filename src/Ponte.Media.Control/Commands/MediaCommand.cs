#pragma warning disable MA0048 // One family of messages, read together like the protocol table it is.
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Commands;

/// <summary>What the calls may ask of the media. Commands on one stream take effect in the order in which they were sent.</summary>
public abstract record MediaCommand;

/// <summary>Opens ports for a stream. Answered by <see cref="StreamOpened"/>.</summary>
/// <param name="Stream">The new stream.</param>
/// <param name="Call">The call it belongs to, for <see cref="CloseCall"/> and to find it again after a restart.</param>
/// <param name="AddressName">The name of a media address of the settings (<c>default</c>, <c>teams</c> …): an address of ours, never a wildcard.</param>
public sealed record OpenStream(StreamId Stream, ulong Call, string AddressName) : MediaCommand;

/// <summary>Puts in force what SDP agreed. Answered by <see cref="MediaDone"/>.</summary>
public sealed record ConfigureStream(StreamId Stream, StreamSettings Settings) : MediaCommand;

/// <summary>What <paramref name="Source"/> receives goes to <paramref name="Sink"/> too. Payload types are mapped by encoding name and clock rate.</summary>
public sealed record Connect(StreamId Source, StreamId Sink) : MediaCommand;

/// <summary>Ends a <see cref="Connect"/>.</summary>
public sealed record Disconnect(StreamId Source, StreamId Sink) : MediaCommand;

/// <summary>Plays a tone to <paramref name="Stream"/> until <see cref="StopTone"/>, or until real audio comes from <paramref name="UntilAudioFrom"/>, which then goes through.</summary>
/// <param name="Stream">Who hears it.</param>
/// <param name="Tone">Which tone.</param>
/// <param name="Country">ISO 3166 alpha-2; decides frequency and cadence.</param>
/// <param name="Frequency">For <see cref="ToneKind.Test"/>, in Hz.</param>
/// <param name="UntilAudioFrom">The stream whose first real audio (not silence, not comfort noise) ends the tone; until then its packets are not relayed to <paramref name="Stream"/>.</param>
public sealed record PlayTone(StreamId Stream, ToneKind Tone, string Country, int Frequency, StreamId? UntilAudioFrom) : MediaCommand;

/// <summary>Ends the tone on a stream.</summary>
public sealed record StopTone(StreamId Stream) : MediaCommand;

/// <summary>Sends keys to the peer, 100 ms each: as telephone events (RFC 4733) where it agreed to them, else as tones.</summary>
/// <param name="Stream">To whom.</param>
/// <param name="Digits"><c>0</c>-<c>9</c>, <c>*</c>, <c>#</c>, <c>A</c>-<c>D</c>.</param>
public sealed record SendDigits(StreamId Stream, string Digits) : MediaCommand;

/// <summary>
/// Looks for keys that the peer sends as tones, and tells them by <see cref="Events.DigitReceived"/>: for lines without telephone-event. With both, a key could be
/// told twice.
/// </summary>
/// <param name="Stream">Whose keys.</param>
/// <param name="IsOn">Whether to begin or to end.</param>
public sealed record DetectKeyTones(StreamId Stream, bool IsOn) : MediaCommand;

/// <summary>Asks for the figures of a stream. Answered by <see cref="StatisticsReply"/>.</summary>
public sealed record QueryStatistics(StreamId Stream) : MediaCommand;

/// <summary>Closes a stream; its ports rest before they are used again. Answered by <see cref="StatisticsReply"/> with the last figures.</summary>
public sealed record CloseStream(StreamId Stream) : MediaCommand;

/// <summary>Closes all streams of a call.</summary>
public sealed record CloseCall(ulong Call) : MediaCommand;

/// <summary>Asks which streams there are, after a restart of the server. Answered by <see cref="StreamList"/>.</summary>
public sealed record ListStreams : MediaCommand;
