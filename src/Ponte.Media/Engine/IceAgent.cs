using System.Runtime.CompilerServices;
using Ponte.Media.Control.Model;
using Ponte.Media.Sockets;
using Ponte.Media.Stun;

namespace Ponte.Media.Engine;

/// <summary>
/// The lite and controlled agent of one stream (RFC 8445 section 2.5): answers checks, learns which pair the peer nominated, sends nothing of its own.
/// Consent is the peer's to ask for (RFC 7675 section 5.1). Pure: time is an argument. For the worker's thread.
/// </summary>
/// <remarks>
/// A check goes through these gates; each has its answer:
/// <code>
/// form, FINGERPRINT → (dropped)
/// USERNAME and MESSAGE-INTEGRITY there → 400, our fragment first → 401, our password → 401   (RFC 8489 section 9.1.3)
/// every attribute below 0x8000 known → 420                                                  (RFC 8489 section 6.3.1)
/// the peer does not claim our role → 487                                                    (RFC 8445 section 7.3.1.1)
/// 200 with XOR-MAPPED-ADDRESS; USE-CANDIDATE nominates                                      (RFC 8445 section 7.3.2)
/// </code>
/// </remarks>
internal sealed class IceAgent
{
    /// <summary>Checks a second that are authenticated; a full agent sends one each 50 ms at most, and a call rings on few devices.</summary>
    public const int MaximumChecks = 200;

    /// <summary>Errors a second that go to those who do not know our password, so that nobody makes us send for him.</summary>
    public const int MaximumRefusals = 10;

    private const int MaximumUnknown = 8;

    private IceSession _current;
    private IceSession? _former;
    private RateLimit _checks = new(MaximumChecks);
    private RateLimit _refusals = new(MaximumRefusals);

    /// <summary>An agent that nobody has checked yet.</summary>
    public IceAgent(IceSettings settings)
    {
        _current = new IceSession(settings);
        _current.Agree(settings.RemoteFragment);
    }

    /// <summary>Where RTP goes: the pair that the agreed peer nominated. After a restart the former one, until the next nomination.</summary>
    public PeerAddress RtpTarget => Of(_current)?.Rtp.Nominated is { IsNone: false } rtp ? rtp : Of(_former)?.Rtp.Nominated ?? default;

    /// <summary>Where RTCP with a port of its own goes.</summary>
    public PeerAddress RtcpTarget => Of(_current)?.Rtcp.Nominated is { IsNone: false } rtcp ? rtcp : Of(_former)?.Rtcp.Nominated ?? default;

    /// <summary>Puts settings in force. Other credentials of ours restart ICE; those before stay good until the next nomination.</summary>
    public void Configure(IceSettings settings)
    {
        if (!_current.HasCredentialsOf(settings))
        {
            // A session that never came to a nomination leaves nothing to fall back to.
            _former = _current.Agreed?.Rtp.Nominated is { IsNone: false } || _former is null ? _current : _former;
            _current = new IceSession(settings);
        }
        _current.Agree(settings.RemoteFragment);
    }

    /// <summary>Takes a datagram that claims to be STUN.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="isRtcp">Whether it came to the port of RTCP.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="now">When.</param>
    /// <param name="buffer">Takes the answer.</param>
    /// <param name="length">The answer's length; 0 for none.</param>
    public IceVerdict Take(ReadOnlySpan<byte> datagram, bool isRtcp, in PeerAddress source, TimeSpan now, Span<byte> buffer, out int length)
    {
        length = 0;
        if (!StunMessage.TryParse(datagram, out var check) || check.Method != StunMessage.Binding)
        {
            return IceVerdict.Dropped;
        }
        if (check.Class != StunClass.Request)
        {
            // Responses answer nothing of ours; indications keep bindings of NATs open (RFC 8445 section 11).
            return check.Class == StunClass.Indication ? IceVerdict.Ignored : IceVerdict.Dropped;
        }
        if (!check.HasIntegrity || !check.TryFind(StunAttribute.UserName, out var userName))
        {
            return Refuse(400, "Bad Request"u8, check, now, buffer, out length);
        }
        var session = SessionOf(userName, out var fragment);
        if (session is not null && !_checks.TryTake(now))
        {
            return IceVerdict.Dropped;
        }
        if (session is null || !check.IsAuthentic(session.Key))
        {
            return Refuse(401, "Unauthorized"u8, check, now, buffer, out length);
        }
        if (Answer(check, session.Key, source, buffer, out length) == IceVerdict.Failed)
        {
            return IceVerdict.Failed;
        }
        if (session.PeerOf(fragment) is { } peer)
        {
            Learn(session, isRtcp ? peer.Rtcp : peer.Rtp, check, source, now);
        }
        return IceVerdict.Valid;
    }

    private static IcePeer? Of(IceSession? session) => session?.Agreed;

    private IceSession? SessionOf(ReadOnlySpan<byte> userName, out ReadOnlySpan<byte> fragment)
    {
        fragment = _current.RemotePart(userName);
        if (!fragment.IsEmpty)
        {
            return _current;
        }
        fragment = _former is null ? default : _former.RemotePart(userName);
        return fragment.IsEmpty ? null : _former;
    }

    private void Learn(IceSession session, IcePath path, in StunMessage check, in PeerAddress source, TimeSpan now)
    {
        var priority =
            check.TryFind(StunAttribute.Priority, out var value) && value.Length == sizeof(uint)
                ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(value)
                : 0;
        path.Check(source, priority, check.Has(StunAttribute.UseCandidate), now);
        if (session == _current && _current.Agreed?.Rtp.Nominated is { IsNone: false })
        {
            _former = null;
        }
    }

    [SkipLocalsInit]
    private static IceVerdict Answer(in StunMessage check, StunKey key, in PeerAddress source, Span<byte> buffer, out int length)
    {
        Span<ushort> unknown = stackalloc ushort[MaximumUnknown];
        unknown = unknown[..check.FindUnknown(unknown)];
        var isFailed = !unknown.IsEmpty || check.Has(StunAttribute.IceControlled);
        var writer = new StunWriter(buffer, isFailed ? StunClass.Error : StunClass.Success, check.TransactionId);
        if (!unknown.IsEmpty)
        {
            writer.AddError(420, "Unknown Attribute"u8);
            writer.AddUnknown(unknown);
        }
        else if (isFailed)
        {
            writer.AddError(487, "Role Conflict"u8);
        }
        else
        {
            writer.AddXorMapped(source);
        }
        writer.AddIntegrity(key);
        writer.AddFingerprint();
        length = writer.Length;
        return isFailed ? IceVerdict.Failed : IceVerdict.Valid;
    }

    /// <summary>An error to somebody whom we do not know: not authenticated, and not more often than <see cref="MaximumRefusals"/>.</summary>
    private IceVerdict Refuse(int code, ReadOnlySpan<byte> phrase, in StunMessage check, TimeSpan now, Span<byte> buffer, out int length)
    {
        length = 0;
        if (!_refusals.TryTake(now))
        {
            return IceVerdict.Dropped;
        }
        var writer = new StunWriter(buffer, StunClass.Error, check.TransactionId);
        writer.AddError(code, phrase);
        writer.AddFingerprint();
        length = writer.Length;
        return IceVerdict.Failed;
    }
}
