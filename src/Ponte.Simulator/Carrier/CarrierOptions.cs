using System.Collections.Immutable;
using System.Net;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Media;
using Ponte.Sip.Sdp.Negotiation;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Carrier;

/// <summary>Settings of a simulated carrier.</summary>
public sealed record CarrierOptions
{
    /// <summary>Where it listens, by UDP and TCP; port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Where calls into Ponte go; null where a line registers.</summary>
    public IPEndPoint? Ponte { get; init; }

    /// <summary>The transport of calls into Ponte.</summary>
    public TransportProtocol Transport { get; init; } = TransportProtocol.Udp;

    /// <summary>Its name in From and realm; empty writes the address.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Address and ports of its media.</summary>
    public required MediaPorts Media { get; init; }

    /// <summary>Accounts of lines that register.</summary>
    public ImmutableArray<CarrierAccount> Accounts { get; init; } = [];

    /// <summary>Whether INVITEs are challenged (407), as registering lines' are.</summary>
    public bool ChallengesInvites { get; init; }

    /// <summary>Codecs in its order.</summary>
    public ImmutableArray<CodecOffer> Codecs { get; init; } = [CodecOffer.Pcma, CodecOffer.Pcmu];

    /// <summary>The session timer that it asks for; null for none.</summary>
    public TimeSpan? SessionExpires { get; init; }

    /// <summary>Whether provisional responses are sent and demanded reliably (RFC 3262).</summary>
    public bool ReliableProvisionals { get; init; }

    /// <summary>What numbers do that no script spoke of.</summary>
    public PartyBehaviour Unknown { get; init; } = new() { Refusal = new CallRefusal(404, "Not Found") };
}
