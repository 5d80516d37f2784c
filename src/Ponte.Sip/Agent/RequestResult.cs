using System.Diagnostics.CodeAnalysis;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>The outcome of a request: a final response, or why there is none.</summary>
public sealed record RequestResult
{
    /// <summary>The final response, of any class; null when there was none.</summary>
    public SipResponse? Response { get; init; }

    /// <summary>Set when there was no final response.</summary>
    public SipFailure? Failure { get; init; }

    /// <summary>The flow the request went out on last; null when none could be had.</summary>
    public SipFlow? Flow { get; init; }

    /// <summary>Addresses that were tried before and failed.</summary>
    public IReadOnlyList<AttemptReport> Attempts { get; init; } = [];

    /// <summary>Whether a 2xx came.</summary>
    [MemberNotNullWhen(true, nameof(Response))]
    public bool IsSuccess => Response is { StatusCode: >= 200 and < 300 };

    /// <summary>The final status, or the one that stands for the failure (408, 503).</summary>
    public int Status => Response?.StatusCode ?? Failure?.Status ?? 0;
}
