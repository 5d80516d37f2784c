using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using Ponte.Media.Rtp;
using Ponte.Media.Sockets;
using Ponte.Media.Srtp;

namespace Ponte.Bench.Media;

/// <summary>
/// Both ends of many calls: 50 packets a second each, through a relay. One thread sends, in turn over all legs so that the load is even, the other
/// receives; each packet carries the time it was sent, so that the delay can be told.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    private const int SocketCount = 16;
    private const int PayloadBytes = 160;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    // Short, so that packets do not come in bursts that would spare the relay its wake-ups.
    private static readonly TimeSpan ShortPause = TimeSpan.FromMicroseconds(50);

    private readonly Leg[] _legs;
    private readonly MediaSocket[] _sockets;
    private readonly PeerAddress[] _targets;
    private readonly SrtpSender?[] _senders;
    private readonly Dictionary<PeerAddress, SrtpReceiver?> _receivers = [];
    private readonly ISocketSet _set;
    private readonly Delays _delays = new();
    private readonly Thread _sendThread;
    private readonly Thread _receiveThread;
    private volatile bool _stopping;
    private volatile bool _isActive;
    private long _sent;
    private long _received;
    private long _broken;

    /// <summary>A generator for legs; legs 2n and 2n+1 are one call.</summary>
    public LoadGenerator(Leg[] legs, MediaSocket[] sockets, SocketSystem system)
    {
        _legs = legs;
        _sockets = sockets;
        _set = system.CreateSet();
        foreach (var socket in sockets)
        {
            _set.Add(socket);
        }
        _targets = [.. legs.Select(l => PeerAddress.From(l.Target))];
        _senders = [.. legs.Select(l => l.TheirKey is null ? null : new SrtpSender(l.TheirKey))];
        for (var i = 0; i < legs.Length; i++)
        {
            _receivers[_targets[i]] = legs[i].RelayKey is { } key ? new SrtpReceiver(key) : null;
        }
        _sendThread = new Thread(SendAll) { IsBackground = true };
        _receiveThread = new Thread(ReceiveAll) { IsBackground = true };
    }

    public long Sent => Interlocked.Read(ref _sent);

    public long Received => Interlocked.Read(ref _received);

    /// <summary>Packets that came but could not be opened or read.</summary>
    public long Broken => Interlocked.Read(ref _broken);

    public Delays Delays => _delays;

    /// <summary>Whether packets are sent; they go on where they stopped.</summary>
    public bool IsActive
    {
        get => _isActive;
        set => _isActive = value;
    }

    /// <summary>The sockets that all legs of one relay share.</summary>
    public static MediaSocket[] Bind(SocketSystem system, int number) =>
        [
            .. Enumerable
                .Range(0, SocketCount)
                .Select(i =>
                    system.TryBind(new IPEndPoint(IPAddress.Loopback, 61_000 + (number * SocketCount) + i), out var failure)
                    ?? throw new InvalidOperationException(failure.Reason)
                ),
        ];

    public static MediaSocket SocketOf(MediaSocket[] sockets, int leg) => sockets[leg % SocketCount];

    public void Start()
    {
        _receiveThread.Start();
        _sendThread.Start();
    }

    public void Stop()
    {
        _stopping = true;
        _set.Wake();
        _sendThread.Join();
        _receiveThread.Join();
    }

    public void Dispose()
    {
        _set.Dispose();
        foreach (var sender in _senders)
        {
            sender?.Dispose();
        }
        foreach (var receiver in _receivers.Values)
        {
            receiver?.Dispose();
        }
    }

    private void SendAll()
    {
        // Noise, which is real audio to a relay that listens for it.
        var packet = new byte[400];
        new Random(1).NextBytes(packet);
        var start = Stopwatch.GetTimestamp();
        long next = 0;
        while (!_stopping)
        {
            if (!_isActive)
            {
                _set.Pause(TimeSpan.FromMilliseconds(5));
                start = Stopwatch.GetTimestamp() - (long)(next / (double)_legs.Length * Interval.TotalSeconds * Stopwatch.Frequency);
                continue;
            }

            // Leg n of round r is due at (r + n / legs) * 20 ms.
            var due = (long)(Stopwatch.GetElapsedTime(start) / Interval * _legs.Length);
            for (; next < due; next++)
            {
                Send(packet, (int)(next % _legs.Length), next / _legs.Length);
            }
            _set.Pause(ShortPause);
        }
    }

    private void Send(byte[] packet, int leg, long round)
    {
        RtpPacket.WriteHeader(packet, _legs[leg].PayloadType, marker: false, (ushort)round, (uint)(round * PayloadBytes), (uint)leg + 1);
        BinaryPrimitives.WriteInt64LittleEndian(packet.AsSpan(RtpHeader.FixedLength), Stopwatch.GetTimestamp());
        var length = RtpHeader.FixedLength + PayloadBytes;
        length = _senders[leg]?.Protect(packet, length) ?? length;
        if (SocketOf(_sockets, leg).Send(packet.AsSpan(0, length), _targets[leg]))
        {
            Interlocked.Increment(ref _sent);
        }
    }

    private void ReceiveAll()
    {
        var ready = new MediaSocket[SocketCount];
        var packet = new byte[2048];
        while (!_stopping)
        {
            var found = _set.Wait(ready, TimeSpan.FromMilliseconds(100));
            for (var i = 0; i < found; i++)
            {
                int length;
                while ((length = ready[i].Receive(packet, out var source)) >= 0)
                {
                    Take(packet, length, source);
                }
            }
        }
    }

    private void Take(byte[] packet, int length, in PeerAddress source)
    {
        if (RtpPacket.IsRtcp(packet.AsSpan(0, length)))
        {
            return;
        }
        var known = _receivers.TryGetValue(source, out var receiver);
        if (
            !known
            || (receiver is not null && !receiver.TryUnprotect(packet, ref length, out _))
            || length != RtpHeader.FixedLength + PayloadBytes
        )
        {
            Interlocked.Increment(ref _broken);
            return;
        }
        _delays.Add(Stopwatch.GetElapsedTime(BinaryPrimitives.ReadInt64LittleEndian(packet.AsSpan(RtpHeader.FixedLength))));
        Interlocked.Increment(ref _received);
    }
}
