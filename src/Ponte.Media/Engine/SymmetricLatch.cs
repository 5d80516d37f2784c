using Ponte.Media.Sockets;

namespace Ponte.Media.Engine;

/// <summary>
/// Which source of packets a stream listens to and where it sends (symmetric RTP, RFC 4961), with protection against a third party that takes
/// a call over by sending to its port. Pure: time is an argument. For one thread.
/// </summary>
/// <remarks>
/// <para>The first authentic source is latched and kept. Another address is refused, unless</para>
/// <list type="bullet">
/// <item>it is the one that the settings name: what signalling says outranks who came first;</item>
/// <item>the settings changed the address that they name since the source was latched; then whoever comes next may take over, once,
/// while the old source is still heard, so that nothing is lost in between;</item>
/// <item>the latched source has been silent for <see cref="Control.Model.StreamSettings.RelatchAfter"/> while it was listened to: silence on hold
/// is no silence, or whoever waits for a hold could take the call over.</item>
/// </list>
/// <para>With ICE none of this counts: the nominated pair is the only one, and before a nomination nothing is sent, and only those who passed a check are heard.</para>
/// <para>A packet is looked at twice: <see cref="MayPass"/> before it is decrypted, <see cref="Accept"/> once it proved authentic.</para>
/// </remarks>
internal sealed class SymmetricLatch
{
    /// <summary>Sources remembered between their checks and a nomination.</summary>
    private const int MaximumAdmitted = 8;

    private PeerAddress _named;
    private PeerAddress _nominated;
    private PeerAddress[]? _admitted;
    private int _admissions;
    private TimeSpan _relatchAfter;
    private TimeSpan _heardAt;
    private bool _follow = true;
    private bool _isOpen = true;
    private bool _isListening;

    /// <summary>The latched source; none before the first packet.</summary>
    public PeerAddress Source { get; private set; }

    /// <summary>Where packets are sent; none while nothing is known.</summary>
    public PeerAddress Target =>
        _admitted is not null ? _nominated
        : _follow && !Source.IsNone && !(_isOpen && !_named.IsNone) ? Source
        : _named;

    /// <summary>The only source that would be let through now; none while others may come, as with ICE their checks. The system may then filter for us.</summary>
    public PeerAddress OnlySource(TimeSpan now) =>
        _admitted is null && !_isOpen && (_named.IsNone || _named == Source) && !(_isListening && now - _heardAt >= _relatchAfter)
            ? Source
            : default;

    /// <summary>Takes over new settings.</summary>
    /// <param name="named">The address in the peer's SDP; none while unknown.</param>
    /// <param name="follow">Whether to send to the source that was latched, not to the named address.</param>
    /// <param name="relatchAfter">Silence of the latched source after which another one may come.</param>
    /// <param name="isListening">Whether the peer is to send now; its silence counts from when it is.</param>
    /// <param name="now">The current time.</param>
    public void Configure(in PeerAddress named, bool follow, TimeSpan relatchAfter, bool isListening, TimeSpan now)
    {
        if (isListening && !_isListening)
        {
            _heardAt = now;
        }
        _isListening = isListening;
        _isOpen = Source.IsNone || (named != _named && named != Source && !named.IsNone) || (_isOpen && named == _named);
        _named = named;
        _follow = follow;
        _relatchAfter = relatchAfter;
    }

    /// <summary>Whether a packet from <paramref name="source"/> is worth decrypting.</summary>
    public bool MayPass(in PeerAddress source, TimeSpan now) =>
        _admitted is not null
            ? source == _nominated || (_nominated.IsNone && _admitted.AsSpan().Contains(source))
            : source == Source || _isOpen || source == _named || (_isListening && now - _heardAt >= _relatchAfter);

    /// <summary>ICE decides from now on.</summary>
    /// <param name="nominated">The address of the nominated pair; none before one.</param>
    public void FollowIce(in PeerAddress nominated)
    {
        _admitted ??= new PeerAddress[MaximumAdmitted];
        _nominated = nominated;
    }

    /// <summary>A source passed a check of ICE: until a pair is nominated it is listened to. The latest few are remembered.</summary>
    public void Admit(in PeerAddress source)
    {
        if (_admitted is { } admitted && _nominated.IsNone && !admitted.AsSpan().Contains(source))
        {
            admitted[_admissions++ % MaximumAdmitted] = source;
        }
    }

    /// <summary>There is no ICE any more.</summary>
    public void LeaveIce() => _admitted = null;

    /// <summary>An authentic packet came from <paramref name="source"/>, which <see cref="MayPass"/> let through. True when it was latched just now.</summary>
    public bool Accept(in PeerAddress source, TimeSpan now)
    {
        _heardAt = now;
        if (source == Source)
        {
            return false;
        }
        Source = source;
        _isOpen = false;
        return true;
    }
}
