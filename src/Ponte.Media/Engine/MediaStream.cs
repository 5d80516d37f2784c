using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Metering;
using Ponte.Media.Mixing;
using Ponte.Media.Recording;
using Ponte.Media.Rtp;
using Ponte.Media.Sockets;

namespace Ponte.Media.Engine;

/// <summary>One RTP session with one peer, and the way of its packets: check, open, count, pass on to each sink. Made on any thread; from then on for its worker's thread.</summary>
/// <remarks>
/// <code>
/// socket → IceAgent (checks) → socket
/// socket → StreamReceiver (source, SRTP, form, figures) → keys told, audio heard → RelayLink × n → StreamSender of the sink (place, SRTP) → socket
///                                                                   tone, filler, keys → PacketMaker ┘
/// </code>
/// </remarks>
internal sealed partial class MediaStream : IDisposable
{
    private readonly StreamServices _services;
    private TelephoneEventReader _keys = new();
    private uint _keySsrc;
    private readonly List<MediaStream> _sources = [];
    private readonly List<MediaStream> _waitingForAudio = [];
    private FormatTable _formats = FormatTable.Empty;
    private RelayLink[] _links = [];
    private AudioPresence? _presence;
    private PayloadFormat? _presenceFormat;
    private int _keyClockRate = 8000;
    private bool _audioTold;
    private bool _wantsAudio = true;
    private bool _isMux;
    private IAudioTap[] _taps = [];
    private InBandKeys? _inBandKeys;

    /// <summary>A stream on two bound ports.</summary>
    public MediaStream(StreamId id, ulong call, MediaSocket rtp, MediaSocket rtcp, StreamServices services)
    {
        Id = id;
        Call = call;
        Rtp = rtp;
        Rtcp = rtcp;
        rtp.Owner = this;
        rtcp.Owner = this;
        _services = services;
        var random = services.Random;

        // A first number in the lower half: a receiver that misses the first packets cannot mistake a rollover (RFC 3711 section 3.3.1).
        var sequence = new OutputSequence(random(), (ushort)(random() & 0x7FFF), random());
        Sender = new StreamSender(rtp, sequence);
        Reports = new RtcpSession(Receiver, Sender, services.Clock, random);
    }

    /// <summary>Its name.</summary>
    public StreamId Id { get; }

    /// <summary>The call it belongs to.</summary>
    public ulong Call { get; }

    /// <summary>The socket of the even port.</summary>
    public MediaSocket Rtp { get; }

    /// <summary>The socket of the odd port.</summary>
    public MediaSocket Rtcp { get; }

    /// <summary>What is received.</summary>
    public StreamReceiver Receiver { get; } = new();

    /// <summary>What is sent.</summary>
    public StreamSender Sender { get; }

    /// <summary>RTCP.</summary>
    public RtcpSession Reports { get; }

    /// <summary>What is recorded of it; null before the first. Written by the engine's commands on the worker.</summary>
    public StreamRecording? Recording { get; set; }

    /// <summary>What the worker does again and again for this stream.</summary>
    public List<IPacedTask> Tasks { get; } = [];

    /// <summary>Who carries its packets; null before it is added. Written by the worker.</summary>
    public MediaWorker? Worker { get; set; }

    /// <summary>Handles one datagram of one of its sockets.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffers">Hold the datagram; overwritten.</param>
    /// <param name="length">The datagram's length.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="now">When.</param>
    public void OnDatagram(MediaSocket socket, WorkerBuffers buffers, int length, in PeerAddress source, TimeSpan now)
    {
        Span<byte> buffer = buffers.Packet;
        if (_isUdptl)
        {
            OnUdptl(socket, buffer[..length], source, now);
        }
        else if (IsCheck(buffer[..length]))
        {
            OnCheck(socket, buffers, length, source, now);
        }
        else if (ReferenceEquals(socket, Rtcp))
        {
            OnRtcp(buffer, length, source, now, Reports.Latch);
        }
        else if (_isMux && RtpPacket.IsRtcp(buffer[..length]))
        {
            OnRtcp(buffer, length, source, now, Receiver.Latch);
        }
        else if (Receiver.TryAccept(buffer, length, source, now, out var packet))
        {
            OnRtp(buffers, packet, source, now);
        }
    }

    private void OnRtp(WorkerBuffers buffers, in AcceptedPacket packet, in PeerAddress source, TimeSpan now)
    {
        if (packet.IsNewSource)
        {
            Sender.Aim(Receiver.Latch.Target);
            _services.Raise(new StreamLatched(Id, source.ToEndPoint()));
        }
        if (!Receiver.IsOpen)
        {
            return;
        }
        var payload = buffers.Packet.AsSpan(packet.Header.HeaderLength, packet.Header.PayloadLength);
        if (packet.Kind == PayloadKind.Event)
        {
            ReadKey(packet, payload, now);
        }
        else if (_wantsAudio && packet.Kind == PayloadKind.Audio && now >= _listensFrom)
        {
            Listen(packet.Format, payload, now);
        }
        if (_taps.Length > 0 && packet.Kind == PayloadKind.Audio)
        {
            foreach (var tap in _taps)
            {
                tap.Take(packet, payload, now);
            }
        }
        PassOn(buffers, packet, now);
    }

    private void PassOn(WorkerBuffers buffers, in AcceptedPacket packet, TimeSpan now)
    {
        var links = _links;
        for (var i = 0; i < links.Length; i++)
        {
            var payloadType = links[i].PayloadTypes[packet.Header.PayloadType];
            if (payloadType == FormatTable.NoPayloadType)
            {
                Transcode(links[i].Transcoding, buffers, packet, now);
                continue;
            }
            if (i == links.Length - 1)
            {
                links[i].Sender.Relay(this, buffers.Packet, packet, payloadType, now);
                return;
            }

            // Sending overwrites the packet, so every sink but the last gets a copy.
            buffers.Packet.AsSpan(0, packet.Header.HeaderLength + packet.Header.PayloadLength).CopyTo(buffers.Copy);
            links[i].Sender.Relay(this, buffers.Copy, packet, payloadType, now);
        }
    }

    private static void Transcode(Transcoding? transcoding, WorkerBuffers buffers, in AcceptedPacket packet, TimeSpan now)
    {
        if (packet.Kind == PayloadKind.Audio)
        {
            transcoding?.Take(packet, buffers.Packet.AsSpan(packet.Header.HeaderLength, packet.Header.PayloadLength), now);
        }
    }

    private void OnRtcp(Span<byte> buffer, int length, in PeerAddress source, TimeSpan now, SymmetricLatch latch)
    {
        if (
            !latch.MayPass(source, now)
            || (Receiver.Srtp is { } srtp && !srtp.TryUnprotectRtcp(buffer, ref length, out _))
            || !Reports.TryRead(buffer[..length], now)
        )
        {
            Receiver.Refuse();
            return;
        }
        if (ReferenceEquals(latch, Reports.Latch))
        {
            latch.Accept(source, now);
        }
    }

    private void ReadKey(in AcceptedPacket packet, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (packet.Header.Ssrc != _keySsrc)
        {
            // Timestamps of another source cannot be compared with those before: its keys would pass for late ones. A key that was held is over.
            _keys.Expire(long.MaxValue);
            TellKeys(now);
            _keys = new TelephoneEventReader();
            _keySsrc = packet.Header.Ssrc;
        }
        _keyClockRate = packet.Format.ClockRate;
        _keys.Read(packet.Header, payload, now.Ticks * TimeSpan.NanosecondsPerTick);
        if (_keys.Held is { } held)
        {
            OnKey(held, now);
        }
        TellKeys(now);
    }

    /// <summary>Asks for real audio, as long as somebody wants to know.</summary>
    private void Listen(PayloadFormat format, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (_presence is null || format != _presenceFormat)
        {
            _presence = new AudioPresence(format.Encoding);
            _presenceFormat = format;
        }
        if (!_presence.Listen(payload))
        {
            return;
        }
        if (!_audioTold)
        {
            _audioTold = true;
            _services.Raise(new AudioStarted(Id));
        }
        foreach (var sink in _waitingForAudio)
        {
            sink.OnAwaitedAudio(now);
        }
        _waitingForAudio.Clear();
        _wantsAudio = false;
    }

    private void TellKeys(TimeSpan now)
    {
        while (_keys.TryTake(out var key))
        {
            OnKey(key.Digit, now);
            _services.Raise(new DigitReceived(Id, key.Digit, RtpClock.ToTimeSpan(key.Duration, _keyClockRate)));
        }
    }
}
