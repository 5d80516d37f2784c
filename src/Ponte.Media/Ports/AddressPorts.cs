using System.Globalization;
using System.Net;
using Ponte.Media.Sockets;

namespace Ponte.Media.Ports;

/// <summary>Opens pairs of ports on one address. From any thread.</summary>
internal sealed class AddressPorts
{
    /// <summary>Pairs tried in one attempt: when so many in a row are taken by others, more of the same is not worth the time.</summary>
    private const int MaximumTries = 100;

    private readonly IPAddress _bind;
    private readonly SocketSystem _system;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly PortPool _pool;
    private readonly Lock _gate = new();

    /// <summary>The ports of one address and range.</summary>
    public AddressPorts(MediaAddress address, TimeSpan rest, SocketSystem system, TimeProvider time)
    {
        _bind = address.Bind;
        _system = system;
        _time = time;
        _origin = time.GetTimestamp();
        _pool = new PortPool(address.FirstPort, address.LastPort, rest);
    }

    /// <summary>Binds a pair. Pairs of which another program holds a port are passed over and rest.</summary>
    /// <param name="rtp">The socket of the even port.</param>
    /// <param name="rtcp">The socket of the odd port.</param>
    /// <param name="reason">Why there is none, in words.</param>
    public bool TryOpen(out MediaSocket? rtp, out MediaSocket? rtcp, out string reason)
    {
        for (var tried = 0; tried < Math.Min(MaximumTries, _pool.Pairs); tried++)
        {
            ushort port;
            lock (_gate)
            {
                if (!_pool.TryTake(Now, out port))
                {
                    break;
                }
            }
            rtcp = null;
            rtp = _system.TryBind(new IPEndPoint(_bind, port), out var failure);
            if (rtp is not null && (rtcp = _system.TryBind(new IPEndPoint(_bind, port + 1), out failure)) is not null)
            {
                reason = "";
                return true;
            }
            rtp?.Dispose();
            GiveBack(port);
            if (!failure.PortInUse)
            {
                reason = failure.Reason;
                rtp = null;
                return false;
            }
        }
        rtp = rtcp = null;
        reason = string.Create(CultureInfo.InvariantCulture, $"The port pairs of {_bind} ({_pool.Pairs}) are in use or at rest.");
        return false;
    }

    /// <summary>A pair is closed; it rests.</summary>
    public void GiveBack(int rtpPort)
    {
        lock (_gate)
        {
            _pool.GiveBack((ushort)rtpPort, Now);
        }
    }

    /// <summary>Pairs that could be opened now.</summary>
    public int Free
    {
        get
        {
            lock (_gate)
            {
                return _pool.Free(Now);
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_origin);
}
