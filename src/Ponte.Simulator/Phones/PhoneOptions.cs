using System.Collections.Immutable;
using System.Net;
using Ponte.Simulator.Media;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Phones;

/// <summary>Settings of a simulated phone.</summary>
public sealed record PhoneOptions
{
    /// <summary>Where it sends from and listens, by UDP; port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Where Ponte listens, by UDP.</summary>
    public required IPEndPoint Ponte { get; init; }

    /// <summary>The device that it is: <c>201-cordless</c>.</summary>
    public required string User { get; init; }

    /// <summary>The device's password.</summary>
    public required string Password { get; init; }

    /// <summary>Address and ports of its audio.</summary>
    public required MediaPorts Media { get; init; }

    /// <summary>The address in Contact: a private one, as of a phone behind a NAT. Null: the true one.</summary>
    public IPEndPoint? Contact { get; init; }

    /// <summary>The codecs in its order.</summary>
    public ImmutableArray<CodecOffer> Codecs { get; init; } = [CodecOffer.Pcma, CodecOffer.Pcmu];

    /// <summary>How long it asks to be registered.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromHours(1);

    /// <summary>User and address; the password never reaches a log.</summary>
    public override string ToString() => $"PhoneOptions({User}, {Listen})";
}
