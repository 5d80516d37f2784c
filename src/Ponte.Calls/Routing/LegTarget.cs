using Ponte.Calls.Model;
using Ponte.Sip.Agent;

namespace Ponte.Calls.Routing;

/// <summary>One place to ring.</summary>
public sealed record LegTarget
{
    /// <summary>What stands there.</summary>
    public required LegKind Kind { get; init; }

    /// <summary>The line's name in the company document, or the device's: <c>201-cordless</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The user in the company document who is called there; null where it is nobody's.</summary>
    public string? User { get; init; }

    /// <summary>The first peer or hub that is tried, for people.</summary>
    public required string Peer { get; init; }

    /// <summary>The INVITE to send, complete but for its SDP and Max-Forwards, which the call fills in.</summary>
    public required OutgoingInvite Invite { get; init; }

    /// <summary>How the leg behaves.</summary>
    public required LegProfile Profile { get; init; }

    /// <summary>Takes a channel of the line; null: it is full, and the next target is tried. Called on the loop; it must not block.</summary>
    public required Func<ChannelLease?> TakeChannel { get; init; }
}
