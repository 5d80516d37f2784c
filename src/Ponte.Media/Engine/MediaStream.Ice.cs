using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Sockets;
using Ponte.Media.Stun;

namespace Ponte.Media.Engine;

/// <summary>ICE: checks are answered, and media goes where the peer nominated.</summary>
internal sealed partial class MediaStream
{
    private IceAgent? _ice;
    private PeerAddress _pair;

    /// <summary>Whether a datagram is one of ICE: told by its first byte (RFC 7983 section 7).</summary>
    private bool IsCheck(ReadOnlySpan<byte> datagram) => _ice is not null && !datagram.IsEmpty && datagram[0] <= StunMessage.LastFirstByte;

    private void ConfigureIce(IceSettings? settings)
    {
        if (settings is null)
        {
            _ice = null;
            _pair = default;
            Receiver.Latch.LeaveIce();
            Reports.Latch.LeaveIce();
            return;
        }
        if (_ice is null)
        {
            _ice = new IceAgent(settings);
        }
        else
        {
            _ice.Configure(settings);
        }
        FollowNomination();
    }

    private void OnCheck(MediaSocket socket, WorkerBuffers buffers, int length, in PeerAddress source, TimeSpan now)
    {
        var isRtcp = ReferenceEquals(socket, Rtcp);
        var verdict = _ice!.Take(buffers.Packet.AsSpan(0, length), isRtcp, source, now, buffers.Report, out var answer);
        if (answer > 0)
        {
            socket.Send(buffers.Report.AsSpan(0, answer), source);
        }
        if (verdict == IceVerdict.Valid)
        {
            if (!isRtcp)
            {
                Receiver.Latch.Admit(source);
            }
            FollowNomination();
        }
        else if (verdict != IceVerdict.Ignored)
        {
            Receiver.Refuse();
        }
    }

    private void FollowNomination()
    {
        Receiver.Latch.FollowIce(_ice!.RtpTarget);
        if (_ice.RtcpTarget is { IsNone: false } rtcp)
        {
            // A peer that was offered one port for both may still want two, and check only the first: RTCP then goes where SDP says.
            Reports.Latch.FollowIce(rtcp);
        }
        Sender.Aim(Receiver.Latch.Target);
        if (_pair == _ice.RtpTarget)
        {
            return;
        }
        _pair = _ice.RtpTarget;
        if (!_pair.IsNone)
        {
            _services.Raise(new PairNominated(Id, _pair.ToEndPoint()));
        }
    }
}
