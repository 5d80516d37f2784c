using System.Collections.Immutable;
using Ponte.Sip.Agent;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Dialogs;

/// <summary>
/// What a confirmed dialog needs to go on in another process: RFC 3261 12 and the session timer. Plain data without secrets; the user
/// of the stack stores it at each answered change.
/// </summary>
public sealed record DialogState
{
    /// <summary>The Call-ID.</summary>
    public required string CallId { get; init; }

    /// <summary>Our tag.</summary>
    public required string LocalTag { get; init; }

    /// <summary>The peer's tag; empty for a peer of RFC 2543 that has none.</summary>
    public required string RemoteTag { get; init; }

    /// <summary>Whether we answered the INVITE that made the dialog.</summary>
    public required bool IsIncoming { get; init; }

    /// <summary>The From of our requests, tag included.</summary>
    public required string LocalAddress { get; init; }

    /// <summary>The To of our requests, tag included.</summary>
    public required string RemoteAddress { get; init; }

    /// <summary>The peer's Contact URI, byte for byte: the Request-URI of our requests.</summary>
    public required string RemoteTarget { get; init; }

    /// <summary>The route set in the order of our Route headers, each value byte for byte.</summary>
    public ImmutableArray<string> RouteSet { get; init; } = [];

    /// <summary>The CSeq number of our latest request.</summary>
    public required uint LocalCSeq { get; init; }

    /// <summary>The CSeq number of the peer's latest request; null before the first.</summary>
    public uint? RemoteCSeq { get; init; }

    /// <summary>The transport of the INVITE, taken where the peer's URI names none.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>The methods that the peer's Allow named last; empty when it never sent one.</summary>
    public ImmutableArray<string> RemoteAllow { get; init; } = [];

    /// <summary>The SDP that we sent last, repeated in session refreshes.</summary>
    public ReadOnlyMemory<byte> LocalSdp { get; init; }

    /// <summary>The SDP that the peer sent last, by which a refresh is told from a change.</summary>
    public ReadOnlyMemory<byte> RemoteSdp { get; init; }

    /// <summary>The session timer in force; null for none.</summary>
    public SessionTimerAgreement? SessionTimer { get; init; }

    /// <summary>How we present ourselves.</summary>
    public required SessionSettings Settings { get; init; }
}
