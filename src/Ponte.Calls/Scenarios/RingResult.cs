using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Scenarios;

/// <summary>What became of ringing.</summary>
/// <param name="Leg">Who answered, not joined with the listener yet; null: nobody did.</param>
/// <param name="End">Why nobody answered; null where somebody did, or the listener goes through something instead.</param>
/// <param name="IsCallOver">Whether that ends the whole call: the listener is gone, or the call was hung up.</param>
/// <param name="IsStopped">Whether it was ended from outside: no stage comes after it.</param>
internal readonly record struct RingResult(Leg? Leg, CallEnd? End, bool IsCallOver = false, bool IsStopped = false)
{
    /// <summary>What the listener goes through instead; null: nothing.</summary>
    public ICallFlow? Flow { get; init; }
}
