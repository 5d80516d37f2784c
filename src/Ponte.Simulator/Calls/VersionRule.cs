using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Calls;

/// <summary>RFC 3264 section 8: the <c>o=</c> version rises by one when a description changes, and only then.</summary>
internal static class VersionRule
{
    /// <summary>What is wrong with a description after the one before it; null if nothing is.</summary>
    public static string? Fault(SessionDescription before, SessionDescription after)
    {
        var (old, now) = (before.Origin, after.Origin);
        if (!old.SessionId.Equals(now.SessionId, StringComparison.Ordinal) || !old.UserName.Equals(now.UserName, StringComparison.Ordinal))
        {
            return "the session in o= changed";
        }
        var same = after.HasSameBodyAs(before);
        return (same, now.Version - old.Version) switch
        {
            (true, 0) or (false, 1) => null,
            (true, _) => $"nothing changed but the o= version, from {old.Version} to {now.Version}",
            _ => $"the description changed, and the o= version went from {old.Version} to {now.Version}",
        };
    }
}
