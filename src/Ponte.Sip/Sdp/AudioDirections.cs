using System.Collections.Immutable;

namespace Ponte.Sip.Sdp;

/// <summary>The direction attributes as text and the arithmetic of RFC 3264 section 6.1.</summary>
public static class AudioDirections
{
    /// <summary>The attribute's name.</summary>
    public static string ToAttribute(this AudioDirection direction) =>
        direction switch
        {
            AudioDirection.SendReceive => "sendrecv",
            AudioDirection.SendOnly => "sendonly",
            AudioDirection.ReceiveOnly => "recvonly",
            _ => "inactive",
        };

    /// <summary>The same flow seen from the other side.</summary>
    public static AudioDirection Reversed(this AudioDirection direction) =>
        direction switch
        {
            AudioDirection.SendOnly => AudioDirection.ReceiveOnly,
            AudioDirection.ReceiveOnly => AudioDirection.SendOnly,
            _ => direction,
        };

    /// <summary>The direction that the last direction attribute among the lines names; null without one.</summary>
    internal static AudioDirection? In(ImmutableArray<SdpLine> lines)
    {
        AudioDirection? found = null;
        foreach (var line in lines)
        {
            found = Of(line) ?? found;
        }
        return found;
    }

    /// <summary>The direction that one line names; null if it is no direction attribute.</summary>
    internal static AudioDirection? Of(SdpLine line) =>
        line switch
        {
            { Type: 'a', Value: "sendrecv" } => AudioDirection.SendReceive,
            { Type: 'a', Value: "sendonly" } => AudioDirection.SendOnly,
            { Type: 'a', Value: "recvonly" } => AudioDirection.ReceiveOnly,
            { Type: 'a', Value: "inactive" } => AudioDirection.Inactive,
            _ => null,
        };
}
