using System.Collections.Immutable;
using System.Net;
using Ponte.Sip.Loop;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones.Registrar;

/// <summary>One place that an account is registered at (RFC 3261 section 10). Immutable.</summary>
public sealed record Binding
{
    /// <summary>The Contact URI, byte for byte.</summary>
    public required string Contact { get; init; }

    /// <summary>The preference from 0 to 1 as the phone wrote it; empty where it wrote none.</summary>
    public string Q { get; init; } = "";

    /// <summary>The instance of RFC 5626, with angle brackets; empty where there is none.</summary>
    public string Instance { get; init; } = "";

    /// <summary>The number of the flow (RFC 5626 section 4.2); 0 for a binding that is none of RFC 5626.</summary>
    public uint RegId { get; init; }

    /// <summary>The Path values, byte for byte (RFC 3327).</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>What it came over.</summary>
    public required TransportProtocol Protocol { get; init; }

    /// <summary>Where it came from, as the packets said: the way to the phone, whatever its Contact says.</summary>
    public required IPEndPoint Source { get; init; }

    /// <summary>The flow it came on; null for one of a former process.</summary>
    public SipFlow? Flow { get; init; }

    /// <summary>The listener's host and port as the phone knows them.</summary>
    public required string LocalHost { get; init; }

    /// <summary>See <see cref="LocalHost"/>.</summary>
    public required int LocalPort { get; init; }

    /// <summary>What the phone calls itself; empty where it does not.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>The Call-ID of the REGISTER that wrote it last.</summary>
    public required string CallId { get; init; }

    /// <summary>The CSeq number of the REGISTER that wrote it last.</summary>
    public required uint CSeq { get; init; }

    /// <summary>When it ends.</summary>
    public required Instant Expires { get; init; }

    /// <summary>Whether two bindings are the same place by their own identity: flow of an instance, or the Contact as text.</summary>
    public string Key => RegId > 0 ? $"{Instance}{RegId}" : Contact;
}
