using System.Net;
using System.Net.Sockets;

namespace Ponte.Interop.Tests.Support;

/// <summary>Addresses of the loopback network for one system under test, so that nothing on the machine is in the way.</summary>
internal sealed class Loopback
{
    /// <summary>Test projects may run at the same time: each takes its ports from a range of its own.</summary>
    private const int PortsPerProcess = 400;

    private static readonly int FirstPort = 20_000 + (Environment.ProcessId % 30 * PortsPerProcess);
    private static int _lastPair;
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

    /// <summary>One of its addresses, 1 to 254; those below 10 are taken.</summary>
    public string Host(int number) => $"{_net}.{number}";

    /// <summary>
    /// A port of 127.0.0.1 and ::1 that nothing listens on, and that is given out once, with the one above it, where baresip listens by TLS: below
    /// the range that the system takes ports from, so that nobody else gets it before it is used.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (2 * Interlocked.Increment(ref _lastPair) % PortsPerProcess);
            if (IsFree(port) && IsFree(port + 1))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port) =>
        IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            using var udp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            tcp.Bind(new IPEndPoint(address, port));
            udp.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
