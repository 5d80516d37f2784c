using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Routing;

/// <summary>
/// Reads who forwarded a call before it came here, from <c>History-Info</c> (RFC 7044, RFC 4244) or <c>Diversion</c> (RFC 5806). Teams writes
/// the first, and not always by its grammar (Direct Routing, call history); what cannot be read is passed over.
/// </summary>
internal static partial class ForwardersReader
{
    /// <summary>More entries than a call may have forwards are not looked at.</summary>
    private const int MaxEntries = 16;

    /// <summary>Who forwarded, the first one first.</summary>
    /// <param name="invite">The INVITE.</param>
    /// <param name="format">How the sender writes numbers.</param>
    /// <param name="country">The sender's country.</param>
    /// <param name="company">The snapshot.</param>
    public static ImmutableArray<Forwarder> Read(SipRequest invite, NumberInFormat format, string country, CompanySnapshot company)
    {
        var history = FromHistory([.. invite.Headers.Values(HeaderName.HistoryInfo).Take(MaxEntries)]);
        var entries = history.IsEmpty ? FromDiversion(invite) : history;
        return
        [
            .. entries.Select(e =>
            {
                var number = company.Reader.Read(e.User, format, country) ?? "";
                return new Forwarder(number, e.IsPrivate ? "" : company.UserOf(number)?.Name ?? e.Name, e.Reason, e.IsPrivate);
            }),
        ];
    }

    /// <summary>
    /// An entry stands for a place that the call was for. It forwarded where it has a reason (RFC 4244), or the next place has a cause
    /// (RFC 4458).
    /// </summary>
    private static ImmutableArray<Entry> FromHistory(string[] values)
    {
        var entries = new List<Entry>();
        for (var i = 0; i < values.Length; i++)
        {
            var (uri, headers) = Cut(UriOf(values[i]));
            var next = i + 1 < values.Length ? Cause(Cut(UriOf(values[i + 1])).Uri) : null;
            if ((Cause(SipUri.Unescape(headers)) ?? next) is { } cause)
            {
                var isPrivate = headers.Contains("Privacy=history", StringComparison.OrdinalIgnoreCase);
                entries.Add(new Entry(UserOf(uri), NameOf(values[i]), ReasonOf(cause), isPrivate));
            }
        }
        return [.. entries];
    }

    /// <summary>The one on top forwarded last.</summary>
    private static ImmutableArray<Entry> FromDiversion(SipRequest invite) =>
        [
            .. invite
                .Headers.Values(HeaderName.Diversion)
                .Take(MaxEntries)
                .Reverse()
                .Select(v =>
                {
                    var parameters = NameAddress.TryParse(v, out var address) ? address : null;
                    var isPrivate = parameters?.Parameter("privacy") is { } privacy && privacy is not "off";
                    return new Entry(UserOf(UriOf(v)), NameOf(v), ReasonOf(parameters?.Parameter("reason") ?? ""), isPrivate);
                }),
        ];

    private static string UriOf(string value)
    {
        var start = value.IndexOf('<', StringComparison.Ordinal) + 1;
        var end = value.LastIndexOf('>');
        return end > start ? value[start..end] : value[start..];
    }

    /// <summary>The URI, and the headers behind its question mark.</summary>
    private static (string Uri, string Headers) Cut(string text)
    {
        var at = text.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static string UserOf(string uri) => UserPattern().Match(uri) is { Success: true } match ? match.Groups["user"].Value : "";

    private static string NameOf(string value) => NameAddress.TryParse(value, out var address) ? address.DisplayName.Trim() : "";

    private static int? Cause(string reason) =>
        CausePattern().Match(reason) is { Success: true } match
            ? int.Parse(match.Groups["cause"].Value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The causes of RFC 4458 section 2; a status stands for itself.</summary>
    private static ForwardReason ReasonOf(int cause) =>
        cause switch
        {
            302 => ForwardReason.Always,
            486 or 600 or 603 => ForwardReason.Busy,
            408 => ForwardReason.NoAnswer,
            404 or 480 or 503 => ForwardReason.Unreachable,
            _ => ForwardReason.Unknown,
        };

    private static ForwardReason ReasonOf(string reason) =>
        reason.Trim('"').ToLowerInvariant() switch
        {
            "unconditional" or "time-of-day" or "follow-me" => ForwardReason.Always,
            "user-busy" or "do-not-disturb" => ForwardReason.Busy,
            "no-answer" => ForwardReason.NoAnswer,
            "unavailable" or "out-of-service" => ForwardReason.Unreachable,
            _ => ForwardReason.Unknown,
        };

    [GeneratedRegex(
        "^(sips?|tel):(?<user>[^@;?<>\\s]{1,64})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        PatternTime.Unlimited
    )]
    private static partial Regex UserPattern();

    [GeneratedRegex(
        "(?<![a-z])cause=(?<cause>[0-9]{3})(?![0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        PatternTime.Unlimited
    )]
    private static partial Regex CausePattern();

    private readonly record struct Entry(string User, string Name, ForwardReason Reason, bool IsPrivate);
}
