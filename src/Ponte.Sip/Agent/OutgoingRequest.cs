using System.Collections.Immutable;
using Ponte.Sip.Authentication;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <summary>A request outside any dialog: OPTIONS, REGISTER, MESSAGE …</summary>
public sealed record OutgoingRequest
{
    /// <summary>The method; not INVITE, ACK or CANCEL.</summary>
    public required SipMethod Method { get; init; }

    /// <summary>Where it goes.</summary>
    public required Destination Destination { get; init; }

    /// <summary>The Request-URI for a hop, byte for byte as it is sent.</summary>
    public required Func<DestinationHop, string> RequestUri { get; init; }

    /// <summary>The From value without tag.</summary>
    public required string From { get; init; }

    /// <summary>The To value.</summary>
    public required string To { get; init; }

    /// <summary>The Contact value; null for none.</summary>
    public string? Contact { get; init; }

    /// <summary>The Call-ID; null to make one.</summary>
    public string? CallId { get; init; }

    /// <summary>The From tag; null to make one.</summary>
    public string? FromTag { get; init; }

    /// <summary>The CSeq number of the first sending; it rises by one for each address and each answered challenge.</summary>
    public uint CSeq { get; init; } = 1;

    /// <summary>More headers, after those of the stack.</summary>
    public ImmutableArray<ExtraHeader> Headers { get; init; } = [];

    /// <summary>The media type of the body.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Answers challenges; null: a 401 or 407 is the result.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>Which final status lets the next address be tried. Default: 5xx. Time-outs and transport failures always do.</summary>
    public Func<int, bool> FailoverOn { get; init; } = static status => status is >= 500 and < 600;
}
