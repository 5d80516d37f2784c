using Ponte.Calls.Model;

namespace Ponte.Calls.Ends;

/// <summary>Which end speaks for all places that rang together.</summary>
internal static class EndRank
{
    /// <summary>The lower, the more it says of the called party: declined, busy, no answer, and last all that only says that a place is out of reach.</summary>
    public static int Of(CallEnd end) =>
        end.Cause switch
        {
            EndCause.Declined => 0,
            EndCause.Busy => 1,
            EndCause.NoAnswer => 2,
            _ => 3,
        };
}
