using System.Net.Sockets;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Calls;

/// <summary>What an SBC's description must have in media bypass (Direct Routing, media bypass: ICE-lite).</summary>
public static class BypassRules
{
    /// <summary>What is wrong with it; null if nothing is.</summary>
    /// <param name="description">The SBC's offer or answer.</param>
    /// <param name="before">What it described before in the same session of ICE; null before the first, and after a restart.</param>
    public static string? Fault(SessionDescription description, SessionDescription? before = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (Audio(description) is not { } audio)
        {
            return "there is no audio";
        }
        if (!description.IsIceLite || description.IceCredentialsOf(audio) is not { } credentials)
        {
            return "ice-lite, ice-ufrag or ice-pwd is missing";
        }
        if (audio.Candidates.ToList() is not [{ Component: 1, Type: "host" } candidate])
        {
            return "there is not exactly one host candidate";
        }
        if (
            candidate.EndPoint is not { AddressFamily: AddressFamily.InterNetwork } address
            || !address.Address.Equals(description.ConnectionOf(audio)?.IPAddress)
            || address.Port != audio.Port
        )
        {
            return $"the candidate {candidate} is not the IPv4 address of the c= and m= lines";
        }
        return
            before is null
            || before.IceCredentialsOf(Audio(before)!) == credentials && Audio(before)!.Candidates.SequenceEqual(audio.Candidates)
            ? null
            : "credentials or candidate changed without a restart";
    }

    /// <summary>Whether an SBC answered a restart as it must: with other credentials.</summary>
    public static bool IsRestarted(SessionDescription before, SessionDescription after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.IceCredentialsOf(Audio(before)!) is { } old
            && after.IceCredentialsOf(Audio(after)!) is { } renewed
            && !old.Fragment.Equals(renewed.Fragment, StringComparison.Ordinal)
            && !old.Password.Equals(renewed.Password, StringComparison.Ordinal);
    }

    internal static MediaDescription? Audio(SessionDescription description) =>
        description.Media.FirstOrDefault(m => m.Media is "audio" && m.Port != 0);
}
