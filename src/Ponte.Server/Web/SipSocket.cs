using System.Net;
using Ponte.Server.Hosting;

namespace Ponte.Server.Web;

/// <summary>SIP over WebSocket for browsers and other phones (RFC 7118). Who speaks proves itself in SIP, as every phone does.</summary>
internal static class SipSocket
{
    /// <summary>Where it is.</summary>
    public const string Path = "/ws";

    private const string Protocol = "sip";

    /// <summary>How often a peer is pinged: below the minute after which proxies end what is silent.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long it may take to answer.</summary>
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Adds the path.</summary>
    public static void Map(WebApplication web, ITelephony telephony)
    {
        web.UseWebSockets();
        web.Map(Path, (HttpContext context) => ServeAsync(context, telephony)).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>
    /// Whether a page of another site opened the connection: browsers always say which page did. Other phones say nothing.
    /// </summary>
    public static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(
                Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            );
    }

    private static async Task ServeAsync(HttpContext context, ITelephony telephony)
    {
        var connection = context.Connection;
        if (Refusal(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context).ConfigureAwait(false);
        }
        else if (connection is { LocalIpAddress: { } local, RemoteIpAddress: { } remote })
        {
            var accept = new WebSocketAcceptContext
            {
                SubProtocol = Protocol,
                KeepAliveInterval = PingInterval,
                KeepAliveTimeout = PingTimeout,
            };
            using var socket = await context.WebSockets.AcceptWebSocketAsync(accept).ConfigureAwait(false);
            await telephony
                .ServeWebSocketAsync(
                    socket,
                    new IPEndPoint(local, connection.LocalPort),
                    new IPEndPoint(remote, connection.RemotePort),
                    context.Request.IsHttps
                )
                .ConfigureAwait(false);
        }
    }

    private static IResult? Refusal(HttpContext context)
    {
        if (IsForeign(context.Request))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "This connection comes from a page of another site; open Ponte's own page");
        }
        return !context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol)
            ? Problems.Of(StatusCodes.Status400BadRequest, "Here phones speak SIP over WebSocket; connect with the subprotocol sip")
            : null;
    }
}
