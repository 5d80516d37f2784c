using System.Globalization;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Agent;

/// <summary>Makes <see cref="SipFailure"/> values.</summary>
internal static class Failures
{
    public static SipFailure Of(SipResponse response, IReadOnlyList<AttemptReport> attempts, string from) =>
        new()
        {
            Kind = SipFailureKind.Response,
            Status = response.StatusCode,
            ReasonPhrase = response.ReasonPhrase,
            Q850 = Q850(response),
            Detail = Describe(response, from),
            Response = response,
            Attempts = attempts,
        };

    /// <summary>A failure without response, with the status of RFC 3261 8.1.3.1.</summary>
    public static SipFailure Of(SipFailureKind kind, string detail, IReadOnlyList<AttemptReport>? attempts = null)
    {
        var status = kind switch
        {
            SipFailureKind.TimedOut => 408,
            SipFailureKind.Cancelled => 487,
            SipFailureKind.Protocol => 500,
            _ => 503,
        };
        return new SipFailure
        {
            Kind = kind,
            Status = status,
            ReasonPhrase = ReasonPhrases.For(status),
            Detail = detail,
            Attempts = attempts ?? [],
        };
    }

    public static RequestResult Result(SipFailureKind kind, string detail) => new() { Failure = Of(kind, detail) };

    /// <summary>Status and phrase, and of whom: what history and ladder show.</summary>
    public static string Describe(SipResponse response, string from) =>
        string.Create(CultureInfo.InvariantCulture, $"{response.StatusCode} {response.ReasonPhrase} from {from}");

    /// <summary>The cause of a Reason header of protocol Q.850 (RFC 3326); null when there is none.</summary>
    public static int? Q850(SipMessage message)
    {
        foreach (var reason in ReasonHeader.ParseAll(message.Headers))
        {
            if (reason is { IsQ850: true, Cause: { } cause })
            {
                return cause;
            }
        }
        return null;
    }
}
