using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ponte.Media.Stun;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Media;

/// <summary>
/// The full and controlling agent of one Teams client (RFC 8445), with one candidate against the SBC's only one: checks, nominates in its own time (regular
/// nomination), asks for consent. Its owner's lock guards it.
/// </summary>
internal sealed class IceClient
{
    private const long CheckNanoseconds = 50_000_000;
    private const long ConsentNanoseconds = 5_000_000_000;

    /// <summary>
    /// The SBC's answer and its media's knowledge of it go different ways, and on one machine a check may be faster than either; across a network it never is.
    /// </summary>
    private const long GraceNanoseconds = 500_000_000;

    /// <summary>What the pair would have as a peer-reflexive one: type preference 110 (RFC 8445 section 7.1.1).</summary>
    private const uint Priority = (110u << 24) + (65_535u << 8) + 255;

    private readonly ulong _tieBreaker = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly byte[] _transaction = new byte[12];
    private readonly byte[] _buffer = new byte[512];
    private IceCredentials? _remote;
    private IPEndPoint? _candidate;
    private StunKey? _key;
    private long _next;
    private long _graceUntil;
    private bool _isValid;
    private bool _isNominating;

    /// <summary>Our credentials until the next restart.</summary>
    public IceCredentials Local { get; } = IceCredentials.Of(RandomNumberGenerator.GetBytes(IceCredentials.SecretLength), 0);

    /// <summary>Whether the pair may be nominated, once it is valid.</summary>
    public bool MayNominate { get; set; }

    /// <summary>The nominated pair's remote address; null before.</summary>
    public IPEndPoint? Pair { get; private set; }

    /// <summary>What the SBC did that it must not; empty for nothing.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>Checks an SBC from now on. The same values again change nothing.</summary>
    public void Aim(IceCredentials remote, IPEndPoint candidate)
    {
        if (remote != _remote || !candidate.Equals(_candidate))
        {
            (_remote, _candidate, _key) = (remote, candidate, new StunKey(remote.Password));
            (_next, _graceUntil, _isValid, Pair) = (0, 0, false, null);
        }
    }

    /// <summary>Sends the check that is due.</summary>
    public void Run(MediaSockets sockets, long now)
    {
        if (_candidate is null || now < _next)
        {
            return;
        }
        _graceUntil = _graceUntil == 0 ? now + GraceNanoseconds : _graceUntil;
        _next = now + (Pair is null ? CheckNanoseconds : ConsentNanoseconds);
        _isNominating = _isValid && MayNominate && Pair is null;
        RandomNumberGenerator.Fill(_transaction);
        var writer = new StunWriter(_buffer, StunClass.Request, _transaction);
        writer.Add(StunAttribute.UserName, Encoding.ASCII.GetBytes($"{_remote!.Fragment}:{Local.Fragment}"));
        writer.Add(StunAttribute.Priority, Priority);
        writer.Add(StunAttribute.IceControlling, _tieBreaker);
        // As Microsoft's clients write it: the version of their implementation, which nobody else knows.
        writer.Add((StunAttribute)0x8070, 3u);
        if (_isNominating)
        {
            writer.Add(StunAttribute.UseCandidate, default(ReadOnlySpan<byte>));
        }
        writer.AddIntegrity(_key!);
        writer.AddFingerprint();
        sockets.SendRtp(_buffer.AsSpan(0, writer.Length), _candidate);
    }

    /// <summary>Takes a datagram, if it is STUN.</summary>
    public bool TryTake(ReadOnlySpan<byte> datagram, IPEndPoint from, IPEndPoint local, long now)
    {
        if (!StunMessage.IsStun(datagram))
        {
            return false;
        }
        Fault = Fault.Length > 0 ? Fault : FaultOf(datagram, from, local, now);
        return true;
    }

    private string FaultOf(ReadOnlySpan<byte> datagram, IPEndPoint from, IPEndPoint local, long now)
    {
        if (!StunMessage.TryParse(datagram, out var message))
        {
            return "the SBC sent STUN that is malformed";
        }
        if (message.Class is StunClass.Request or StunClass.Indication)
        {
            return "the SBC sent a check of its own";
        }
        if (!message.TransactionId.SequenceEqual(_transaction))
        {
            return ""; // the answer to a check that was given up
        }
        if (message.Class == StunClass.Error)
        {
            return message.ErrorCode == 401 && now < _graceUntil ? "" : $"a check was answered with {message.ErrorCode}";
        }
        if (!message.IsAuthentic(_key!) || !message.HasFingerprint)
        {
            return "the answer to a check is not authentic, or has no fingerprint";
        }
        if (!from.Equals(_candidate) || !local.Equals(message.XorMappedAddress))
        {
            return $"a check of {local} to {_candidate} was answered by {from} with {message.XorMappedAddress}";
        }
        _isValid = true;
        Pair = _isNominating ? _candidate : Pair;
        return "";
    }
}
