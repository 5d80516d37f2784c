using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ponte.Bench.Sip.Load;

/// <summary>A socket that speaks with one server only.</summary>
internal sealed partial class UdpPort : IDisposable
{
    private const int BufferBytes = 4 << 20;
    private const short PollIn = 1;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public UdpPort(IPEndPoint local, IPEndPoint server)
    {
        _socket.Blocking = false;
        _socket.ReceiveBufferSize = BufferBytes;
        _socket.SendBufferSize = BufferBytes;
        _socket.Bind(local);
        _socket.Connect(server);
    }

    /// <summary>The next datagram; -1 where none waits.</summary>
    public int Receive(Span<byte> buffer)
    {
        var length = _socket.Receive(buffer, SocketFlags.None, out var error);
        return error == SocketError.Success ? length : -1;
    }

    /// <summary>Sends; what the system refuses is lost, as on a wire.</summary>
    public void Send(ReadOnlySpan<byte> datagram) => _socket.Send(datagram, SocketFlags.None, out _);

    /// <summary>Waits until one of two ports has something to read.</summary>
    public static void Wait(UdpPort first, UdpPort? second, int milliseconds)
    {
        Span<PollEntry> entries =
        [
            new PollEntry { Descriptor = (int)first._socket.Handle, Events = PollIn },
            new PollEntry { Descriptor = (int)(second?._socket.Handle ?? -1), Events = PollIn },
        ];
        _ = Poll(ref entries[0], 2, milliseconds);
    }

    public void Dispose() => _socket.Dispose();

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollEntry entries, ulong count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
