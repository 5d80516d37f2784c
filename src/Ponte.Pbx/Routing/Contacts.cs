using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Routing;

/// <summary>Our Contact values, with angle brackets.</summary>
internal static class Contacts
{
    /// <summary>Toward Teams: our name as Microsoft knows it, never an address (Direct Routing, INVITE and OPTIONS).</summary>
    /// <param name="user">The number; empty for none.</param>
    /// <param name="fqdn">The name of ours that belongs to the tenant.</param>
    /// <param name="port">The port that Microsoft connects to.</param>
    public static string Teams(string user, string fqdn, int port) => Write(user, fqdn, port, TransportProtocol.Tls);

    /// <summary>On the flow that a request came by.</summary>
    public static string OnFlow(SipFlow flow, string user) => Write(user, flow.SentByHost.Trim('[', ']'), flow.SentByPort, flow.Protocol);

    /// <summary>Toward a peer that reaches us at a listener.</summary>
    public static string AtListener(LocalAddress listener, string user) => Write(user, listener.Host, listener.Port, listener.Protocol);

    private static string Write(string user, string host, int port, TransportProtocol protocol)
    {
        var uri = new SipUriBuilder
        {
            User = user,
            Host = host,
            Port = port,
        };
        return $"<{uri.Parameter("transport", protocol.UriName())}>";
    }
}
