using System.Collections.Immutable;
using Ponte.Sip.Authentication;

namespace Ponte.Sip.Agent;

/// <summary>An INVITE to be sent.</summary>
public sealed record OutgoingInvite
{
    /// <summary>Where it goes.</summary>
    public required Destination Destination { get; init; }

    /// <summary>The Request-URI for a hop, byte for byte as it is sent.</summary>
    public required Func<DestinationHop, string> RequestUri { get; init; }

    /// <summary>The From value without tag: <c>"Ada" &lt;sip:+39…@host&gt;</c>.</summary>
    public required string From { get; init; }

    /// <summary>The To value: <c>&lt;sip:+39…@host&gt;</c>.</summary>
    public required string To { get; init; }

    /// <summary>How we present ourselves in the dialog.</summary>
    public required SessionSettings Settings { get; init; }

    /// <summary>More headers of the INVITE, after those of the stack.</summary>
    public ImmutableArray<ExtraHeader> Headers { get; init; } = [];

    /// <summary>The SDP offer; empty to leave the offer to the peer is not supported.</summary>
    public required ReadOnlyMemory<byte> Sdp { get; init; }

    /// <summary>Answers challenges of this call; null: a 401 or 407 is a failure.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>Max-Forwards. Default 70: RFC 3261 8.1.1.6.</summary>
    public int MaxForwards { get; init; } = 70;

    /// <summary>
    /// Which final status lets the next address be tried. Default: 5xx. Time-outs and transport failures always do; 4xx and 6xx
    /// speak for the called user and must not be repeated elsewhere.
    /// </summary>
    public Func<int, bool> FailoverOn { get; init; } = static status => status is >= 500 and < 600;
}
