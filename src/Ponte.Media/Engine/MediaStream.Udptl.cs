using Ponte.Media.Control.Events;
using Ponte.Media.Sockets;

namespace Ponte.Media.Engine;

/// <summary>A fax: its datagrams are no RTP and nothing is read in them.</summary>
internal sealed partial class MediaStream
{
    private bool _isUdptl;

    /// <summary>A fax goes on as it is, to those who are in one too.</summary>
    private void OnUdptl(MediaSocket socket, ReadOnlySpan<byte> datagram, in PeerAddress source, TimeSpan now)
    {
        if (ReferenceEquals(socket, Rtcp) || datagram.IsEmpty)
        {
            Receiver.Refuse();
            return;
        }
        if (!Receiver.TryAcceptUdptl(datagram.Length, source, now, out var isNewSource))
        {
            return;
        }
        if (isNewSource)
        {
            Sender.Aim(Receiver.Latch.Target);
            _services.Raise(new StreamLatched(Id, source.ToEndPoint()));
        }
        if (Receiver.IsOpen)
        {
            foreach (var link in _links)
            {
                link.Sender.RelayUdptl(datagram);
            }
        }
    }
}
