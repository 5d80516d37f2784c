using System.Collections.Immutable;
using Ponte.Sip.Agent;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Live;

/// <summary>One party wants a fax in place of the audio, or audio again. The other party answers it, for what flows is theirs.</summary>
/// <param name="Asker">Who wants it.</param>
/// <param name="Offer">Its offer, which waits.</param>
/// <param name="Description">What it offers.</param>
/// <param name="Fax">Its fax stream; null where it wants audio.</param>
/// <param name="Audio">The codecs of the audio that it wants; empty for a fax.</param>
internal sealed record MediaSwitch(
    Leg Asker,
    IncomingOffer Offer,
    SessionDescription Description,
    MediaDescription? Fax,
    ImmutableArray<AgreedFormat> Audio
)
{
    /// <summary>Whether it is settled in another way, and the other party is not asked any more.</summary>
    public bool IsSettled { get; set; }
}
