using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;

namespace Ponte.Sip.Messages;

/// <summary>One Via value (RFC 3261 20.42, 18.2; rport: RFC 3581).</summary>
public sealed class ViaHeader
{
    /// <summary>What the branch of an RFC 3261 transaction begins with (8.1.1.7).</summary>
    public const string MagicCookie = "z9hG4bK";

    private ViaHeader(string text, ViaSyntax parts)
    {
        Protocol =
            parts.Protocol.Of(text) is "SIP" && parts.Version.Of(text) is "2.0"
                ? "SIP/2.0"
                : $"{parts.Protocol.Of(text)}/{parts.Version.Of(text)}";
        Transport = parts.Transport.Of(text) switch
        {
            "UDP" => "UDP",
            "TCP" => "TCP",
            "TLS" => "TLS",
            var other => other.ToString().ToUpperInvariant(),
        };
        SentByHost = parts.Host.Of(text).ToString();
        SentByPort = parts.Port < 0 ? null : parts.Port;
        _ = SipParameterList.TryParse(parts.Parameters.Of(text), out var parameters);
        Parameters = parameters;
    }

    /// <summary>Protocol and version: <c>SIP/2.0</c>.</summary>
    public string Protocol { get; }

    /// <summary>The transport in upper case: UDP, TCP, TLS, WS, WSS or another.</summary>
    public string Transport { get; }

    /// <summary>The host the sender calls itself, an IPv6 address without brackets.</summary>
    public string SentByHost { get; }

    /// <summary>The port the sender wants responses at; null if none is written.</summary>
    public int? SentByPort { get; }

    /// <summary>The parameters in their order.</summary>
    public SipParameterList Parameters { get; }

    /// <summary>The branch; empty if there is none.</summary>
    public string Branch => Parameters.Find("branch") ?? "";

    /// <summary>Whether the branch is one of RFC 3261: the cookie, and something behind it.</summary>
    public bool HasTransactionId =>
        Branch.StartsWith(MagicCookie, StringComparison.OrdinalIgnoreCase) && Branch.Length > MagicCookie.Length;

    /// <summary>The address the message came from, as a server added it, without brackets; null if there is none.</summary>
    public string? Received => Parameters.Find("received")?.Trim('[', ']');

    /// <summary>Whether the sender asked for the port that its message came from (RFC 3581).</summary>
    public bool HasRPort => Parameters.Contains("rport");

    /// <summary>The port the message came from, as a server added it; null if there is none.</summary>
    public int? RPort => Scan.TryNumber(Parameters.Find("rport"), ushort.MaxValue, out var port) ? (int)port : null;

    /// <summary>Reads the first value of a Via line.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ViaHeader? via)
    {
        ArgumentNullException.ThrowIfNull(text);
        via = ViaSyntax.TryCut(text, out var parts) ? new ViaHeader(text, parts) : null;
        return via is not null;
    }

    /// <summary>Writes a Via value of ours.</summary>
    /// <param name="transport">UDP, TCP, TLS …</param>
    /// <param name="host">The host that responses can be sent to.</param>
    /// <param name="port">Its port; null for the transport's own.</param>
    /// <param name="branch">The transaction's branch, with its cookie.</param>
    /// <param name="rport">Whether to ask for the port that the request came from (RFC 3581).</param>
    public static string Format(string transport, string host, int? port, string branch, bool rport)
    {
        var portText = port is { } p ? string.Create(CultureInfo.InvariantCulture, $":{p}") : "";
        return $"SIP/2.0/{transport} {SipUriBuilder.HostText(host)}{portText};branch={branch}{(rport ? ";rport" : "")}";
    }

    /// <summary>
    /// The value as a server passes it on: <c>received</c> is set when the address differs from the one written (RFC 3261 18.2.1) or rport was asked
    /// for (RFC 3581 4), and rport gets its value.
    /// </summary>
    /// <param name="source">Where the request came from.</param>
    public string WithSource(IPEndPoint source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var address = source.Address.IsIPv4MappedToIPv6 ? source.Address.MapToIPv4() : source.Address;
        var text = new StringBuilder(128)
            .Append(Protocol)
            .Append('/')
            .Append(Transport)
            .Append(' ')
            .Append(SipUriBuilder.HostText(SentByHost));
        if (SentByPort is { } port)
        {
            text.Append(':').Append(port.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var parameter in Parameters)
        {
            if (string.Equals(parameter.Name, "rport", StringComparison.OrdinalIgnoreCase))
            {
                text.Append(";rport=").Append(source.Port.ToString(CultureInfo.InvariantCulture));
            }
            else if (!string.Equals(parameter.Name, "received", StringComparison.OrdinalIgnoreCase))
            {
                text.Append(';').Append(parameter);
            }
        }
        if (HasRPort || !IPAddress.TryParse(SentByHost, out var sentBy) || !sentBy.Equals(address))
        {
            text.Append(";received=").Append(address);
        }
        return text.ToString();
    }
}
