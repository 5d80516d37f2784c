#pragma warning disable MA0048 // One family of messages, read together like the protocol table it is.
using System.Collections.Immutable;
using System.Net;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Commands;

/// <summary>The answer to a <see cref="MediaCommand"/>.</summary>
public abstract record MediaReply;

/// <summary>The command took effect.</summary>
public sealed record MediaDone : MediaReply;

/// <summary>The command was refused; nothing changed.</summary>
/// <param name="Error">Why.</param>
/// <param name="Detail">In words, for the log.</param>
public sealed record MediaRefused(MediaError Error, string Detail) : MediaReply;

/// <summary>Ports are open.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Rtp">Address and even port for RTP, as SDP shall name it (the advertised address where one is set).</param>
/// <param name="RtcpPort">The port for RTCP without mux.</param>
public sealed record StreamOpened(StreamId Stream, IPEndPoint Rtp, int RtcpPort) : MediaReply;

/// <summary>Figures of a stream.</summary>
public sealed record StatisticsReply(StreamId Stream, StreamStatistics Statistics) : MediaReply;

/// <summary>The streams that are open.</summary>
public sealed record StreamList(ImmutableArray<StreamListEntry> Streams) : MediaReply;

/// <summary>One row of <see cref="StreamList"/>.</summary>
public sealed record StreamListEntry(StreamId Stream, ulong Call, IPEndPoint Rtp);
