using System.Net;
using System.Net.Sockets;

namespace Ponte.Server.Directories.Http;

/// <summary>Makes clients for web services that the document names: no cookies, no proxy, and this machine only where it is allowed.</summary>
internal static class WebClients
{
    /// <summary>Makes a client; who uses it limits the time.</summary>
    /// <param name="trustAnchors">Who signs certificates; empty for those whom the system trusts.</param>
    /// <param name="allowsLocal">Whether it reaches this machine and link-local addresses.</param>
    /// <param name="redirects">How many redirects it follows by itself, never from https to http.</param>
    /// <exception cref="LookupException">The trust anchors cannot be loaded.</exception>
    public static HttpClient Create(string trustAnchors, bool allowsLocal, int redirects)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = redirects > 0,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (redirects > 0)
        {
            handler.MaxAutomaticRedirections = redirects;
        }
        if (!allowsLocal)
        {
            handler.ConnectCallback = ConnectOutsideAsync;
        }
        if (trustAnchors.Length > 0)
        {
            handler.SslOptions.CertificateChainPolicy =
                TrustedRoots.Load(trustAnchors, out var failure) ?? throw new LookupException(failure);
        }
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Connects to the addresses of a name that are not this machine's own, whatever the name says at that moment.</summary>
    private static async ValueTask<Stream> ConnectOutsideAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        var outside = addresses.Where(a => !IsLocal(a)).ToArray();
        if (outside.Length == 0)
        {
            throw new LookupException($"{host} is this machine, or a link-local address; allow it where that is meant");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(outside, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsLocal(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(plain)
            || plain.IsIPv6LinkLocal
            || plain.Equals(IPAddress.Any)
            || plain.Equals(IPAddress.IPv6Any)
            || (plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes() is [169, 254, ..] or [0, ..] or [127, ..]);
    }
}
