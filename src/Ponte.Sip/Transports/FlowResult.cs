using System.Diagnostics.CodeAnalysis;

namespace Ponte.Sip.Transports;

/// <summary>A flow, or why there is none.</summary>
public readonly record struct FlowResult
{
    private FlowResult(SipFlow? flow, FlowFailureKind kind, string detail)
    {
        Flow = flow;
        FailureKind = kind;
        Detail = detail;
    }

    /// <summary>The flow; null on failure.</summary>
    public SipFlow? Flow { get; }

    /// <summary>Why there is no flow; meaningless when there is one.</summary>
    public FlowFailureKind FailureKind { get; }

    /// <summary>The failure in words for people; empty when there is a flow.</summary>
    public string Detail { get; }

    /// <summary>Whether there is a flow.</summary>
    [MemberNotNullWhen(true, nameof(Flow))]
    public bool IsSuccess => Flow is not null;

    /// <summary>A flow was had.</summary>
    public static FlowResult Success(SipFlow flow) => new(flow, default, "");

    /// <summary>No flow was had.</summary>
    public static FlowResult Failure(FlowFailureKind kind, string detail) => new(null, kind, detail);
}
