using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Routing;

/// <summary>Writes who forwarded a call: <c>Diversion</c> (RFC 5806) or <c>History-Info</c> (RFC 7044).</summary>
internal static class ForwardHeaders
{
    /// <summary>The headers.</summary>
    /// <param name="header">Which header.</param>
    /// <param name="forwarders">Who forwarded, the first one first.</param>
    /// <param name="uriOf">The URI for a number of the inside form.</param>
    /// <param name="target">The URI that the call goes to now.</param>
    public static IEnumerable<ExtraHeader> Of(
        ForwardHeader header,
        IReadOnlyList<Forwarder> forwarders,
        Func<string, string> uriOf,
        string target
    )
    {
        var told = forwarders.Where(f => f is { IsPrivate: false, Number.Length: > 0 }).ToList();
        return (header, told.Count) switch
        {
            (ForwardHeader.None, _) or (_, 0) => [],
            (ForwardHeader.Diversion, _) => Diversion(told, uriOf),
            _ => [History(told, uriOf, target)],
        };
    }

    /// <summary>Who forwarded last stands on top.</summary>
    private static IEnumerable<ExtraHeader> Diversion(List<Forwarder> forwarders, Func<string, string> uriOf) =>
        Enumerable
            .Reverse(forwarders)
            .Select(f => new ExtraHeader("Diversion", NameAddress.Format(f.Name, uriOf(f.Number), $";reason={Word(f.Reason)};counter=1")));

    private static ExtraHeader History(List<Forwarder> forwarders, Func<string, string> uriOf, string target)
    {
        var index = "1";
        var entries = new List<string>();
        foreach (var forwarder in forwarders)
        {
            var (cause, text) = Cause(forwarder.Reason);
            var uri = $"{uriOf(forwarder.Number)}?Reason=SIP%3Bcause%3D{cause}%3Btext%3D%22{text}%22";
            entries.Add(NameAddress.Format(forwarder.Name, uri, $";index={index}"));
            index += ".1";
        }
        entries.Add(NameAddress.Format("", target, $";index={index}"));
        return new ExtraHeader("History-Info", string.Join(", ", entries));
    }

    private static string Word(ForwardReason reason) =>
        reason switch
        {
            ForwardReason.Always => "unconditional",
            ForwardReason.Busy => "user-busy",
            ForwardReason.NoAnswer => "no-answer",
            ForwardReason.Unreachable => "unavailable",
            _ => "unknown",
        };

    /// <summary>RFC 4458 section 2; 302 is what Teams writes for every forward.</summary>
    private static (string Cause, string Text) Cause(ForwardReason reason) =>
        reason switch
        {
            ForwardReason.Busy => ("486", "Busy%20Here"),
            ForwardReason.NoAnswer => ("408", "Request%20Timeout"),
            ForwardReason.Unreachable => ("480", "Temporarily%20Unavailable"),
            _ => ("302", "Moved%20Temporarily"),
        };
}
