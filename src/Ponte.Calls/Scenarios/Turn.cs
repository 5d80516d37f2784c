using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Scenarios;

/// <summary>What became of a call when its parties changed: two legs that talk, one that goes through something, or the call's end.</summary>
/// <param name="Bridge">Who talks now; null: nobody.</param>
/// <param name="End">How it is over; null while it is not.</param>
internal readonly record struct Turn(Bridge? Bridge, CallEnd? End)
{
    /// <summary>What the party that stays goes through from now on; null: nothing.</summary>
    public ICallFlow? Flow { get; init; }

    public static implicit operator Turn(Bridge bridge) => new(bridge, null);

    public static implicit operator Turn(CallEnd end) => new(null, end);
}
