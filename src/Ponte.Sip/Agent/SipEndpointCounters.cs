namespace Ponte.Sip.Agent;

/// <summary>What an endpoint has counted since it started. Written on its loop; may be read from any thread, a little late.</summary>
public sealed class SipEndpointCounters
{
    /// <summary>Requests received, repetitions included.</summary>
    public long Requests { get; internal set; }

    /// <summary>Responses received, repetitions included.</summary>
    public long Responses { get; internal set; }

    /// <summary>Requests received again and absorbed by their transaction.</summary>
    public long Repetitions { get; internal set; }

    /// <summary>Responses that belong to no transaction; dropped.</summary>
    public long StrayResponses { get; internal set; }

    /// <summary>ACKs that belong to nothing; dropped.</summary>
    public long StrayAcks { get; internal set; }

    /// <summary>Requests refused by the stack itself (400, 405, 415, 416, 420, 422, 481 …).</summary>
    public long Refused { get; internal set; }

    /// <summary>Requests refused with 503 because a limit of transactions or sessions was reached.</summary>
    public long Shed { get; internal set; }
}
