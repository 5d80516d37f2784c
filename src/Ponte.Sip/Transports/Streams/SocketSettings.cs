using System.Net.Sockets;

namespace Ponte.Sip.Transports.Streams;

/// <summary>What every TCP socket is set to.</summary>
internal static class SocketSettings
{
    /// <summary>Seconds of silence before the system asks whether the peer is still there, and between its questions.</summary>
    private const int KeepAliveSeconds = 60;

    private const int KeepAliveRepeatSeconds = 10;
    private const int KeepAliveRepeats = 3;

    /// <summary>No delay for small messages; a peer that vanished without a word is noticed within two minutes.</summary>
    public static void Apply(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveRepeatSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRepeats);
    }

    /// <summary>Ends a connection at once, by a reset: nothing of it lingers in the system.</summary>
    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is already gone.
        }
        socket.Dispose();
    }
}
