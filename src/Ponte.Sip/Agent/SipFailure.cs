using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <summary>How a request or session failed.</summary>
public sealed record SipFailure
{
    /// <summary>Why.</summary>
    public required SipFailureKind Kind { get; init; }

    /// <summary>The final status; without a response the one RFC 3261 8.1.3.1 puts in its place: 408 for a time-out, 503 for the transport, 487 after our CANCEL.</summary>
    public required int Status { get; init; }

    /// <summary>The reason phrase of the response, or ours.</summary>
    public required string ReasonPhrase { get; init; }

    /// <summary>The Q.850 cause of a Reason header (RFC 3326), when there is one.</summary>
    public int? Q850 { get; init; }

    /// <summary>The reason in words, for people.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The final response; null when there was none.</summary>
    public SipResponse? Response { get; init; }

    /// <summary>Every address that was tried and failed, this last one included.</summary>
    public IReadOnlyList<AttemptReport> Attempts { get; init; } = [];
}
