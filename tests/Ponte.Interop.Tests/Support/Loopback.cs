using System.Net;
using System.Net.Sockets;

namespace Ponte.Interop.Tests.Support;

/// <summary>Addresses of the loopback network for one system under test, so that nothing on the machine is in the way.</summary>
internal sealed class Loopback
{
    private static int _last = Random.Shared.Next(1, 200);
    private readonly string _net = $"127.{Random.Shared.Next(2, 250)}.{Interlocked.Increment(ref _last) % 250}";

    /// <summary>Ponte's own address.</summary>
    public string Ponte => $"{_net}.1";

    /// <summary>The carrier's address.</summary>
    public string Carrier => $"{_net}.2";

    /// <summary>A second carrier's address.</summary>
    public string SecondCarrier => $"{_net}.3";

    /// <summary>An address that belongs to no line.</summary>
    public string Stranger => $"{_net}.66";

    /// <summary>A port that nothing listens on now.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
