using Ponte.Calls.Live;
using Ponte.Calls.Model;

namespace Ponte.Calls.Scenarios;

/// <summary>What became of a call when its parties changed: two legs that talk, or its end.</summary>
/// <param name="Bridge">Who talks now; null: the call is over.</param>
/// <param name="End">How it is over; null while two talk.</param>
internal readonly record struct Turn(Bridge? Bridge, CallEnd? End)
{
    public static implicit operator Turn(Bridge bridge) => new(bridge, null);

    public static implicit operator Turn(CallEnd end) => new(null, end);
}
