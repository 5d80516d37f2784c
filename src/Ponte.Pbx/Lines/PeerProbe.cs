using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Lines;

/// <summary>One peer or hub of a line, and the OPTIONS that asks whether it is there.</summary>
/// <param name="Address">The peer's address as in the document.</param>
/// <param name="Request">The OPTIONS.</param>
/// <param name="Accepts">Why a final status means that the peer does not serve us; null where it does.</param>
internal sealed record PeerProbe(string Address, OutgoingRequest Request, Func<RequestResult, string?> Accepts)
{
    /// <summary>A carrier or exchange that answers anything but a failure of its own is there: many refuse OPTIONS with 403, 404 or 405.</summary>
    public static string? AnyAnswer(RequestResult result) => result.Status is 408 or >= 500 ? InWords(result) : null;

    /// <summary>Microsoft answers 200 to a trunk that it knows; what else it says names the fault (Direct Routing, OPTIONS).</summary>
    public static string? OnlySuccess(RequestResult result) => result.IsSuccess ? null : InWords(result);

    private static string InWords(RequestResult result)
    {
        if (result.Response is not { } response)
        {
            return result.Failure?.Detail is { Length: > 0 } detail ? detail : "no answer";
        }
        var reason = response.Headers.First(HeaderName.Reason);
        return $"{response.StatusCode} {response.ReasonPhrase}{(reason is null ? "" : $" ({reason})")}";
    }
}
