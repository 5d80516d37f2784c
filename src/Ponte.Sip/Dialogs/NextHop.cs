using System.Runtime.InteropServices;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Dialogs;

/// <summary>Where a request inside a dialog is sent (RFC 3261 8.1.2, 12.2.1.1): the first Route, else the remote target.</summary>
/// <param name="Host">Host name or address: the URI's maddr, else its host.</param>
/// <param name="Port">The port, null when none is written.</param>
/// <param name="Transport">The transport, null when it is to be looked up.</param>
/// <param name="Secure">Whether it is a sips URI.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NextHop(string Host, int? Port, TransportProtocol? Transport, bool Secure)
{
    /// <summary>The next hop of a URI; null when it is no sip or sips URI with a host, or names a transport that we lack.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="usual">The transport the dialog was made on.</param>
    public static NextHop? Of(SipUri? uri, TransportProtocol usual)
    {
        if (uri is not { IsSip: true } || uri.Host.Length == 0)
        {
            return null;
        }
        var host = uri.Parameter("maddr") is { Length: > 0 } maddr ? maddr : uri.Host;
        var secure = uri.Scheme.Equals("sips", StringComparison.Ordinal);
        if (uri.Parameter("transport") is { } text)
        {
            return TransportProtocols.TryParse(text, out var named)
                ? new NextHop(host, uri.Port, secure ? TransportProtocol.Tls : named, secure)
                : null;
        }
        // Without transport RFC 3263 4.1 means UDP for an address or a written port. Peers on TCP and TLS forget the parameter so
        // often that the dialog's own transport is the better guess; a bare name is looked up as the RFC says.
        var written = uri.Port is not null || System.Net.IPAddress.TryParse(host, out _);
        return new NextHop(
            host,
            uri.Port,
            secure ? TransportProtocol.Tls
                : written ? usual
                : null,
            secure
        );
    }
}
