using System.Net;

namespace Ponte.Sip.Transports.Udp;

/// <summary>
/// The flows of the peers that were heard last, so that most datagrams need no new one. A table of fixed size: two peers with the same
/// place push each other out, and nothing is lost by that.
/// </summary>
/// <remarks>Safe for use from any thread: places are references that are read and written whole.</remarks>
internal sealed class UdpFlowCache(Func<SocketAddress, SipFlow> create)
{
    private const int Places = 4096; // a power of two

    private readonly SipFlow?[] _flows = new SipFlow?[Places];

    /// <summary>The flow to an address; <paramref name="address"/> is copied when it is kept.</summary>
    public SipFlow Find(SocketAddress address)
    {
        var bytes = address.Buffer.Span[..address.Size];
        ref var place = ref _flows[Hash(bytes) & (Places - 1)];
        var known = Volatile.Read(ref place);
        if (known?.RemoteSocketAddress is { } other && other.Buffer.Span[..other.Size].SequenceEqual(bytes))
        {
            return known;
        }
        var copy = new SocketAddress(address.Family, address.Size);
        bytes.CopyTo(copy.Buffer.Span);
        var made = create(copy);
        Volatile.Write(ref place, made);
        return made;
    }

    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
