using Ponte.Calls.Events;

namespace Ponte.Server.History;

/// <summary>What of an event is written down. Keys may be PINs or card numbers, and a party that asked for privacy is nobody's business.</summary>
internal static class EventPrivacy
{
    /// <summary>What stands for a key.</summary>
    public const char MaskedDigit = '•';

    /// <summary>The event as it may be stored and shown.</summary>
    public static CallEvent Clean(CallEvent callEvent) =>
        callEvent switch
        {
            LegDigit digit => digit with { Digit = MaskedDigit },
            FlowStepTaken { Step: "collect" } step => step with { Result = new string(MaskedDigit, step.Result.Length) },
            FlowStepTaken { Step: "set" } step => step with { Result = "" }, // it may hold what was collected
            FlowStepTaken { Step: "extension" } step => step with { Value = "" }, // likewise
            LegConferred { Party.IsAnonymous: true } joined => joined with { Party = joined.Party with { Number = "", Name = "" } },
            CallStarted { Caller.IsAnonymous: true } started => started with { Caller = started.Caller with { Number = "", Name = "" } },
            _ => callEvent,
        };
}
