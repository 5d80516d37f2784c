using System.Net;

namespace Ponte.Media.Sockets;

/// <summary>
/// One bound UDP socket. Made on any thread; from <see cref="ISocketSet.Add"/> on used only by the thread of that set. Sending and receiving
/// never block, never throw for what the network does, and allocate nothing.
/// </summary>
internal abstract class MediaSocket : IDisposable
{
    /// <summary>Where it is bound.</summary>
    public required IPEndPoint Local { get; init; }

    /// <summary>Who handles what comes; set by the user of the set.</summary>
    public object? Owner { get; set; }

    /// <summary>Takes one datagram. -1 when none waits; 0 also for one that is longer than <paramref name="buffer"/>, which no RTP packet is.</summary>
    public abstract int Receive(Span<byte> buffer, out PeerAddress source);

    /// <summary>Sends one datagram; false when the system refused it (no route, buffer full).</summary>
    public abstract bool Send(ReadOnlySpan<byte> datagram, in PeerAddress target);

    /// <summary>Lets the system deliver from and send to one peer only, which is cheaper; <c>default</c> ends that. A hint: the source is to be checked all the same.</summary>
    public abstract void Connect(in PeerAddress peer);

    /// <summary>Gives the port back to the system.</summary>
    public abstract void Dispose();
}
