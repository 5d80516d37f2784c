using Ponte.Calls.Model;

namespace Ponte.Calls.Routing;

/// <summary>What shall become of a call.</summary>
public sealed record CallPlan
{
    /// <summary>The caller, as history and the called party see it.</summary>
    public required Party Caller { get; init; }

    /// <summary>The called party.</summary>
    public required Party Called { get; init; }

    /// <summary>The channel that the caller's own leg takes on its line; null where it needs none. The call gives it back.</summary>
    public ChannelLease? CallerChannel { get; init; }

    /// <summary>The call is refused: <see cref="CallEnd.SipStatus"/> is answered, or the status that belongs to the cause where it is 0.</summary>
    public CallEnd? Refusal { get; init; }

    /// <summary>The places to ring; null: there is none.</summary>
    public RingStage? Ring { get; init; }

    /// <summary>What is done instead of ringing somebody; null: nothing.</summary>
    public CallAction? Action { get; init; }

    /// <summary>What the caller goes through instead; null: nothing.</summary>
    public ICallFlow? Flow { get; init; }

    /// <summary>How long the called party may ring, over all stages.</summary>
    public TimeSpan RingTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a conversation may last.</summary>
    public TimeSpan MaximumDuration { get; init; } = TimeSpan.FromHours(12);
}
