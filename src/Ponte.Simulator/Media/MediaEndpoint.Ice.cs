using System.Net;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Media;

/// <summary>Media bypass: the end-point of a client that finds the SBC by ICE, and sends it nothing but checks before it nominated a pair.</summary>
public sealed partial class MediaEndpoint
{
    private IceClient? _ice;
    private bool _nominationTold;
    private bool _faultTold;

    /// <summary>Whether it nominated a pair.</summary>
    public bool IsNominated => Guarded(() => _ice?.Pair is not null);

    /// <summary>Told on the clock's thread when a pair was nominated.</summary>
    internal Action? Nominated { get; set; }

    /// <summary>Told once on the clock's thread what the SBC must not do with ICE.</summary>
    internal Action<string>? IceFailed { get; set; }

    /// <summary>Begins ICE, or restarts it.</summary>
    /// <param name="mayNominate">Whether a pair may be nominated at once.</param>
    /// <returns>The new credentials.</returns>
    internal IceCredentials UseIce(bool mayNominate)
    {
        lock (_lock)
        {
            _ice = new IceClient { MayNominate = mayNominate };
            _nominationTold = false;
            return _ice.Local;
        }
    }

    /// <summary>Checks an SBC.</summary>
    internal void Check(IceCredentials remote, IPEndPoint candidate) => Guarded(() => _ice?.Aim(remote, candidate));

    /// <summary>Lets it nominate a pair once it is valid.</summary>
    internal void AllowNomination() =>
        Guarded(() =>
        {
            if (_ice is not null)
            {
                _ice.MayNominate = true;
            }
        });

    /// <summary>Where media goes now; null: nowhere yet.</summary>
    private IPEndPoint? Target => _ice is null ? _remote : _ice.Pair;

    private bool TryTakeCheck(ReadOnlySpan<byte> datagram, IPEndPoint from, long now)
    {
        if (_ice is null)
        {
            return false;
        }
        if (_ice.TryTake(datagram, from, _sockets.Rtp, now))
        {
            return true;
        }
        _receiver.BeforeNomination += _ice.Pair is null ? 1 : 0;
        return false;
    }

    /// <summary>Tells what happened, outside the lock.</summary>
    private void TellIce()
    {
        Action? nominated = null;
        string? fault = null;
        lock (_lock)
        {
            if (_ice is { Pair: not null } && !_nominationTold)
            {
                _nominationTold = true;
                nominated = Nominated;
            }
            if (_ice is { Fault.Length: > 0 } && !_faultTold)
            {
                _faultTold = true;
                fault = _ice.Fault;
            }
        }
        nominated?.Invoke();
        if (fault is not null)
        {
            IceFailed?.Invoke(fault);
        }
    }
}
