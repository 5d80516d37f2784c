using System.Net.Sockets;
using Ponte.Sip.Transports.Tls;

namespace Ponte.Sip.Transports.Streams;

/// <summary>Says in words why a connection broke.</summary>
internal static class ReadErrors
{
    public static string Explain(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is SocketException socket)
            {
                return socket.SocketErrorCode switch
                {
                    SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the peer reset the connection",
                    SocketError.TimedOut => "the peer's machine no longer answers",
                    SocketError.OperationAborted or SocketError.Interrupted => "the connection was closed here",
                    SocketError.NetworkUnreachable or SocketError.HostUnreachable => "the network to the peer is gone",
                    _ => $"the connection broke: {socket.Message}",
                };
            }
            if (HandshakeErrors.FindAlert(e) is { } alert)
            {
                return alert;
            }
        }
        return $"the connection broke: {error.GetBaseException().Message}";
    }
}
