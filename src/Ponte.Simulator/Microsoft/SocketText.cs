using System.Net.Sockets;

namespace Ponte.Simulator.Microsoft;

/// <summary>Addresses of sockets that may be closed already.</summary>
internal static class SocketText
{
    public static string RemoteEndPointText(this Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint?.ToString() ?? "a peer";
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return "a peer";
        }
    }
}
