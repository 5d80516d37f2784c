using System.Net;
using System.Net.Sockets;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>Where a description wants media.</summary>
internal readonly record struct RemoteAddress(IPEndPoint? Rtp, IPEndPoint? Rtcp, bool IsUnspecified)
{
    /// <summary>Reads it, or says why it cannot be used.</summary>
    public static (RemoteAddress Address, string? Fault) Read(
        SessionDescription session,
        MediaDescription media,
        bool mux,
        AddressFamily ours
    )
    {
        if (session.ConnectionOf(media) is not { } connection)
        {
            return (default, "no c= line");
        }
        if (connection.IPAddress is not { } address)
        {
            return (default, $"the media address {connection.Address} is no {connection.AddressType} address");
        }
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return (new RemoteAddress(null, null, true), null);
        }
        if (address.AddressFamily != ours)
        {
            return (default, $"{connection.AddressType} media where {(ours == AddressFamily.InterNetwork ? "IP4" : "IP6")} is spoken");
        }
        var rtp = new IPEndPoint(address, media.Port);
        if (mux)
        {
            return (new RemoteAddress(rtp, rtp, false), null);
        }
        var rtcp = media.Rtcp;
        var port = rtcp?.Port ?? Math.Min(media.Port + 1, IPEndPoint.MaxPort);
        return (new RemoteAddress(rtp, new IPEndPoint(rtcp?.Address ?? address, port), false), null);
    }
}
