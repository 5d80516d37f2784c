using Ponte.Simulator.Calls;

namespace Ponte.Simulator.Microsoft;

/// <summary>One line in the call list of a Teams user.</summary>
/// <param name="Direction">Who called.</param>
/// <param name="Number">The other party's number.</param>
/// <param name="Name">The other party's name as shown; empty for none.</param>
/// <param name="At">When it ended.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">How it ended, in words.</param>
public sealed record CallRecord(CallDirection Direction, string Number, string Name, DateTimeOffset At, CallOutcome Outcome, string Detail)
{
    /// <summary>The name of the user who transferred the call to this one; empty if nobody did.</summary>
    public string TransferredBy { get; init; } = "";

    /// <summary>Whether the user is told of a missed call.</summary>
    public bool IsMissed => Outcome == CallOutcome.Missed;
}
