using System.Collections.Immutable;
using Ponte.Sip.Agent;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Routing;

/// <summary>How legs to and from one line behave. Plain data: it is journalled with the call, which keeps it when the document changes.</summary>
public sealed record LegProfile
{
    /// <summary>What we offer and accept: codecs, SRTP, RTCP, way of holding.</summary>
    public required AudioCapabilities Media { get; init; }

    /// <summary>The media address of the settings that its streams are opened on.</summary>
    public string MediaAddressName { get; init; } = "default";

    /// <summary>How we present ourselves on incoming legs: Contact, Allow, session timer. Outgoing ones have it in their INVITE.</summary>
    public required SessionSettings Session { get; init; }

    /// <summary>More headers of our answers on incoming legs.</summary>
    public ImmutableArray<ExtraHeader> AnswerHeaders { get; init; } = [];

    /// <summary>ISO 3166 alpha-2: the tones that this side hears.</summary>
    public string Country { get; init; } = "IT";

    /// <summary>The whole path of the WAV file that this side hears on hold; null: the hold tone of its country.</summary>
    public string? HoldMusic { get; init; }

    /// <summary>What a 18x with SDP from this side means.</summary>
    public EarlyMediaRule EarlyMedia { get; init; }

    /// <summary>A caller on this line hears no ringback of its own at 180: we make it, in a 183 with our SDP.</summary>
    public bool NeedsRingbackTone { get; init; }

    /// <summary>This side shows with whom it talks, also when that changes: it is told by <c>P-Asserted-Identity</c> (RFC 3325).</summary>
    public bool ShowsPartner { get; init; }

    /// <summary>Send filler audio while the other party sends none (comfort noise), so that a carrier with an RTP time-out keeps the call.</summary>
    public bool FillSilence { get; init; }

    /// <summary>
    /// Whether the far end may send a fax by T.38 in place of audio, where the other side may too. Never where media is protected: UDPTL is not.
    /// </summary>
    public bool PassesFax { get; init; }

    /// <summary>No RTP for so long in a conversation ends the call; zero: never.</summary>
    public TimeSpan SilenceTimeout { get; init; }

    /// <summary>How this side uses Q.850 causes.</summary>
    public ReasonDialect Reasons { get; init; } = ReasonDialect.Itu;
}
