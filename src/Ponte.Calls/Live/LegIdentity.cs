using Ponte.Calls.Model;

namespace Ponte.Calls.Live;

/// <summary>What stands at the far end of a leg.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="IsIncoming">Whether it called us.</param>
/// <param name="Name">The line's or device's name in the company document.</param>
/// <param name="Peer">Its host or hub, for people; of a called leg first where it is tried, then where it answered.</param>
/// <param name="User">The user in the company document whose leg it is; null where it is nobody's.</param>
public sealed record LegIdentity(LegKind Kind, bool IsIncoming, string Name, string Peer, string? User = null)
{
    /// <summary>Whether we rang it first, to make a call for it: it is the caller all the same.</summary>
    public bool IsFirst { get; init; }

    internal bool IsCaller => IsIncoming || IsFirst;
}
