using System.Net;
using Ponte.Media.Rtp;
using Ponte.Media.Sockets;

namespace Ponte.Media.Tests.Engine;

/// <summary>A socket that keeps what was sent.</summary>
internal sealed class FakeSocket : MediaSocket
{
    public List<(byte[] Bytes, IPEndPoint Target)> Sent { get; } = [];

    public IEnumerable<RtpHeader> SentHeaders =>
        Sent.Where(s => !RtpPacket.IsRtcp(s.Bytes)).Select(s => RtpHeader.TryParse(s.Bytes, out var header) ? header : default);

    public override int Receive(Span<byte> buffer, out PeerAddress source)
    {
        source = default;
        return -1;
    }

    public override bool Send(ReadOnlySpan<byte> datagram, in PeerAddress target)
    {
        Sent.Add((datagram.ToArray(), target.ToEndPoint()));
        return true;
    }

    public PeerAddress Connected { get; private set; }

    public override void Connect(in PeerAddress peer) => Connected = peer;

    public override void Dispose() { }
}
