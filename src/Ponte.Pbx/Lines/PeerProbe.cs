using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Lines;

/// <summary>One peer or hub of a line, and the OPTIONS that asks whether it is there.</summary>
/// <param name="Address">The peer's address as in the document.</param>
/// <param name="Request">The OPTIONS.</param>
/// <param name="Judge">What its outcome says of the peer.</param>
internal sealed record PeerProbe(string Address, OutgoingRequest Request, Func<RequestResult, ProbeVerdict> Judge)
{
    /// <summary>The longest that a peer can have itself left alone: an hour, as for calls.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    /// <summary>A carrier or exchange that answers anything but a failure of its own is there: many refuse OPTIONS with 403, 404 or 405.</summary>
    public static ProbeVerdict OfPeer(RequestResult result) => HasFailed(result) ? Failed(result) : ProbeVerdict.Up;

    /// <summary>
    /// Microsoft answers 200 to a trunk that it knows. Another answer of the classes 3xx, 4xx and 6xx names the fault (an address in Contact,
    /// a name that no tenant owns), which is the administrator's to mend; calls are still tried, since what it says of OPTIONS need not hold
    /// for them, and one more refusal costs a caller a moment. Silence, a refused connection and 5xx are the hub's own failure; 503 with
    /// Retry-After says for how long.
    /// </summary>
    public static ProbeVerdict OfHub(RequestResult result) =>
        result.IsSuccess ? ProbeVerdict.Up
        : HasFailed(result) ? Failed(result)
        : new ProbeVerdict(PeerHealth.Refusing, InWords(result));

    private static bool HasFailed(RequestResult result) => result.Response is null || result.Status is 408 or (>= 500 and < 600);

    private static ProbeVerdict Failed(RequestResult result)
    {
        var seconds = result.Status == 503 ? result.Response?.Headers.Number(HeaderName.RetryAfter) ?? 0 : 0;
        var rest = TimeSpan.FromSeconds(seconds);
        return ProbeVerdict.Down(InWords(result)) with { LeaveAlone = rest < LongestRest ? rest : LongestRest };
    }

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
