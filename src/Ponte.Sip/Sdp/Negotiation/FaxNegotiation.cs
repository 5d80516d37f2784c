using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Ponte.Sip.Sdp.Negotiation;

/// <summary>
/// Offer and answer for a fax that two peers send each other as T.38 over UDPTL, through us (ITU-T T.38 annex D, RFC 3362). Both agree
/// between themselves: what one says of its fax is told to the other to the letter, only the address is ours. Pure functions.
/// </summary>
/// <remarks>
/// The fax takes the place of the audio in its call, on the same port; beside it nothing is accepted. The audio stays in its <c>m=</c>
/// line or gives it to the fax, which RFC 3264 section 8.3.3 allows for just this case.
/// </remarks>
public static class FaxNegotiation
{
    private const string Image = "image";
    private const string Udptl = "udptl";
    private const string Format = "t38";

    /// <summary>The attributes that describe a fax (T.38 table D.1); names are taken in any case, as peers differ.</summary>
    private const string ParameterPrefix = "T38";

    /// <summary>Which <c>m=</c> line of a description is a fax that can be passed on; null without one.</summary>
    public static int? StreamOf(SessionDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        for (var i = 0; i < description.Media.Length; i++)
        {
            if (description.Media[i].Port != 0 && IsFax(description.Media[i]))
            {
                return i;
            }
        }
        return null;
    }

    /// <summary>Whether two peers' streams say the same of the fax, wherever they want it.</summary>
    public static bool HasSameParameters(MediaDescription first, MediaDescription second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Parameters(first).SequenceEqual(Parameters(second));
    }

    /// <summary>Why a peer's fax stream cannot be used; null if it can.</summary>
    /// <param name="description">The peer's description.</param>
    /// <param name="index">Its stream, from <see cref="StreamOf"/>.</param>
    /// <param name="local">Our end.</param>
    public static SdpRefusal? Fault(SessionDescription description, int index, LocalMedia local)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(local);
        return Address(description, description.Media[index], local.Rtp.AddressFamily).Fault is { } fault
            ? new SdpRefusal(488, fault)
            : null;
    }

    /// <summary>Offers one peer the fax that the other one asks for.</summary>
    /// <param name="local">Our end toward the peer that gets the offer.</param>
    /// <param name="asked">The stream of the peer that asks.</param>
    /// <param name="lastSent">The description that this peer had from us last.</param>
    public static SessionDescription Offer(LocalMedia local, MediaDescription asked, SessionDescription lastSent)
    {
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(lastSent);
        var place = PlaceIn(lastSent);
        ImmutableArray<MediaDescription> media =
        [
            .. lastSent.Media.Select((m, i) => i == place ? Ours(local, asked, Udptl) : DescriptionWriter.Declined(m)),
        ];
        return DescriptionWriter.Versioned(DescriptionWriter.Session(local, media, hasIce: false), lastSent);
    }

    /// <summary>The peer's answer to our <see cref="Offer"/>.</summary>
    /// <param name="ourOffer">What we sent.</param>
    /// <param name="theirAnswer">What came back.</param>
    /// <param name="local">Our end.</param>
    public static FaxResult Complete(SessionDescription ourOffer, SessionDescription theirAnswer, LocalMedia local)
    {
        ArgumentNullException.ThrowIfNull(ourOffer);
        ArgumentNullException.ThrowIfNull(theirAnswer);
        ArgumentNullException.ThrowIfNull(local);
        var index = StreamOf(ourOffer) ?? throw new ArgumentException("No fax is offered.", nameof(ourOffer));
        if (theirAnswer.Media.Length <= index || theirAnswer.Media[index] is not { Port: not 0 } answered || !IsFax(answered))
        {
            return FaxResult.Refused("the answer declines the fax");
        }
        var (udptl, fault) = Address(theirAnswer, answered, local.Rtp.AddressFamily);
        return udptl is null ? FaxResult.Refused(fault!) : FaxResult.Of(new AgreedFax(ourOffer, theirAnswer, index, udptl));
    }

    /// <summary>Answers the peer that asks with what the other one accepted.</summary>
    /// <param name="offer">The peer's offer.</param>
    /// <param name="local">Our end toward it.</param>
    /// <param name="accepted">The other peer's stream.</param>
    /// <param name="lastSent">The description that the asking peer had from us last.</param>
    public static FaxResult Answer(SessionDescription offer, LocalMedia local, MediaDescription accepted, SessionDescription lastSent)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(lastSent);
        if (StreamOf(offer) is not { } index)
        {
            return FaxResult.Refused("no fax is offered");
        }
        var (udptl, fault) = Address(offer, offer.Media[index], local.Rtp.AddressFamily);
        if (udptl is null)
        {
            return FaxResult.Refused(fault!);
        }
        var fax = Ours(local, accepted, offer.Media[index].Protocol);
        ImmutableArray<MediaDescription> media = [.. offer.Media.Select((m, i) => i == index ? fax : DescriptionWriter.Declined(m))];
        // The answer repeats the offer's t= line (RFC 3264 section 6).
        var time = offer.Lines.FirstOrDefault(l => l.Type == 't').Value ?? "0 0";
        var answer = DescriptionWriter.Versioned(DescriptionWriter.Session(local, media, hasIce: false, time), lastSent);
        return FaxResult.Of(new AgreedFax(answer, offer, index, udptl));
    }

    private static bool IsFax(MediaDescription media) =>
        media.Media.Equals(Image, StringComparison.OrdinalIgnoreCase)
        && media.Protocol.Equals(Udptl, StringComparison.OrdinalIgnoreCase)
        && media.Formats.Contains(Format, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<SdpLine> Parameters(MediaDescription media) =>
        media.Lines.Where(l => l.Type == 'a' && l.Value.StartsWith(ParameterPrefix, StringComparison.OrdinalIgnoreCase));

    private static MediaDescription Ours(LocalMedia local, MediaDescription theirs, string protocol) =>
        new(Image, local.Rtp.Port, protocol, [Format]) { Lines = [.. Parameters(theirs)] };

    /// <summary>A line that was a fax before is one again; else the fax takes the place of what is in use.</summary>
    private static int PlaceIn(SessionDescription lastSent)
    {
        var inUse = 0;
        for (var i = 0; i < lastSent.Media.Length; i++)
        {
            if (IsFax(lastSent.Media[i]))
            {
                return i;
            }
            inUse = lastSent.Media[i].Port != 0 ? i : inUse;
        }
        return inUse;
    }

    private static (IPEndPoint? Udptl, string? Fault) Address(SessionDescription description, MediaDescription media, AddressFamily ours)
    {
        var (address, fault) = RemoteAddress.Read(description, media, mux: true, ours);
        return address.Rtp is { } udptl ? (udptl, null) : (null, fault ?? "a fax cannot be held");
    }
}
