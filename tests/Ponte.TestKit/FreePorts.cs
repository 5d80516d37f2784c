using System.Net;
using System.Net.Sockets;

namespace Ponte.TestKit;

/// <summary>Ports for programs and listeners whose port must be known before they open it.</summary>
/// <remarks>
/// They lie below the range from which the system takes ports for connections and for listeners that ask for any, so that nobody else gets
/// one between here and its use. Each is given out once; test processes that run at the same time take them from different ranges.
/// </remarks>
public static class FreePorts
{
    private const int First = 10_000;
    private const int PortsPerProcess = 250;
    private const int Ranges = 40;

    private static int _given;

    /// <summary>A port that is free on all loopback addresses, by UDP and TCP.</summary>
    public static int Next()
    {
        while (true)
        {
            var place = (uint)Interlocked.Increment(ref _given) % PortsPerProcess;
            var port = First + (Environment.ProcessId % Ranges * PortsPerProcess) + (int)place;
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            tcp.Bind(new IPEndPoint(IPAddress.Any, port));
            udp.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
