using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Calls;

/// <summary>Offer and answer for a simulated call, whose descriptions are dressed after they were made.</summary>
internal static class Negotiate
{
    public static SessionDescription Offer(LocalMedia local, AudioCapabilities capabilities) =>
        AudioNegotiation.Offer(local, capabilities, AudioDirection.SendReceive);

    public static AgreeResult Complete(
        SessionDescription offer,
        SessionDescription answer,
        LocalMedia local,
        AudioCapabilities capabilities,
        AgreedAudio? previous
    ) => AudioNegotiation.Complete(offer, answer, local, capabilities, previous);

    /// <summary>The version rule of RFC 3264 section 8 for a dressed description.</summary>
    public static SessionDescription Versioned(SessionDescription dressed, SessionDescription? lastSent) =>
        lastSent is null ? dressed
        : dressed.HasSameBodyAs(lastSent) ? lastSent
        : dressed.WithVersion(lastSent.Origin.Version + 1);

    /// <summary>A description that says hold in one of the ways that are in use.</summary>
    public static SessionDescription Held(AgreedAudio agreed, HoldKind kind, SessionDescription lastSent)
    {
        var direction = kind == HoldKind.Inactive ? AudioDirection.Inactive : AudioDirection.SendOnly;
        if (kind != HoldKind.ZeroAddress)
        {
            return AudioNegotiation.Reoffer(agreed, direction, HoldStyle.SendOnly, lastSent);
        }
        var media = agreed.Local.Media[agreed.MediaIndex];
        var zero = new SdpLine('c', "IN IP4 0.0.0.0");
        var held = agreed.Local with
        {
            Lines = [.. agreed.Local.Lines.Select(l => l.Type == 'c' ? zero : l)],
            Media = agreed.Local.Media.SetItem(
                agreed.MediaIndex,
                media with
                {
                    Lines = [.. media.Lines.Select(l => l.Type == 'c' ? zero : l)],
                }
            ),
        };
        return Versioned(held, lastSent);
    }
}
