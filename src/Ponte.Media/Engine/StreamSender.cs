using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;
using Ponte.Media.Sockets;
using Ponte.Media.Srtp;

namespace Ponte.Media.Engine;

/// <summary>
/// What a stream sends to its peer: one continuous RTP stream of relayed packets, or of what <see cref="Maker"/> makes while nothing is relayed.
/// For the worker's thread.
/// </summary>
/// <remarks>What is read for each packet stands in this object and in <see cref="OutputSequence"/>: with hundreds of streams, each further object would be a cache miss.</remarks>
internal sealed class StreamSender : IDisposable
{
    /// <summary>The longest payload of 20 ms that a codec makes.</summary>
    private const int MaximumMade = 320;

    /// <summary>Longer than the pause between two packets of one key, also where they come in bursts.</summary>
    private static readonly TimeSpan RestAfterKey = TimeSpan.FromMilliseconds(100);

    private readonly MediaSocket _socket;
    private PeerAddress _target;
    private SrtpSender? _srtp;
    private bool _sends;
    private bool _sendsUdptl;
    private TimeSpan _madeUntil;
    private TimeSpan _keyUntil;
    private FormatTable _formats = FormatTable.Empty;

    /// <summary>A sender that may not send yet.</summary>
    public StreamSender(MediaSocket socket, OutputSequence sequence)
    {
        _socket = socket;
        Sequence = sequence;
        Maker = new PacketMaker(this);
    }

    /// <summary>Numbers and times of what is sent.</summary>
    public OutputSequence Sequence { get; }

    /// <summary>Makes tones, keys and filler.</summary>
    public PacketMaker Maker { get; }

    /// <summary>Protects RTCP too; null for plain RTP.</summary>
    public SrtpSender? Srtp => _srtp;

    /// <summary>Datagrams sent that were no RTP, and their bytes.</summary>
    public (long Count, long Bytes) Udptl { get; private set; }

    /// <summary>Packets sent.</summary>
    public long PacketsSent { get; private set; }

    /// <summary>Payload bytes sent.</summary>
    public long BytesSent { get; private set; }

    /// <summary>The clock of what was sent last, in Hz; that of the first format before.</summary>
    public int ClockRate { get; private set; } = 8000;

    /// <summary>Whether direction and address let any RTP be sent.</summary>
    public bool CanSend => _sends && !_target.IsNone;

    /// <summary>Whether nothing may be relayed now, because a tone or a key is being sent. Written by <see cref="Maker"/>.</summary>
    public bool IsOccupied { get; set; }

    /// <summary>Whether what a mix or a transcoding makes may be sent now.</summary>
    public bool MaySendMade => CanSend && !IsOccupied;

    /// <summary>Whether what a mix makes goes to the peer in place of what is relayed to it. Written by the mix.</summary>
    public bool IsMixed { get; set; }

    /// <summary>Whether filler is being sent, until something is relayed. Written by <see cref="Maker"/>.</summary>
    public bool IsFilling { get; set; }

    /// <summary>When a packet was relayed last.</summary>
    public TimeSpan RelayedAt { get; private set; }

    /// <summary>The payload type of what was relayed last under these settings; <see cref="FormatTable.NoPayloadType"/> before.</summary>
    public byte RelayedPayloadType { get; private set; } = FormatTable.NoPayloadType;

    /// <summary>Puts settings in force. An unchanged key keeps its rollover counter.</summary>
    public void Configure(StreamSettings settings, FormatTable formats, TimeSpan now)
    {
        _srtp = SrtpSender.For(settings.SendKey, _srtp);
        var isOpen = settings.Direction.HasFlag(MediaDirection.SendOnly);
        _sends = isOpen && !settings.IsUdptl;
        _sendsUdptl = isOpen && settings.IsUdptl;
        RelayedPayloadType = FormatTable.NoPayloadType;
        _formats = formats;
        if (PacketsSent == 0 && !formats.Formats.IsEmpty)
        {
            ClockRate = formats.Formats[0].ClockRate;
        }
        Maker.Configure(settings, formats, now);
    }

    /// <summary>Sends to another address from now on.</summary>
    public void Aim(in PeerAddress target) => _target = target;

    /// <summary>Sends a packet that a source received, unless something of our own is being played.</summary>
    /// <param name="source">The source.</param>
    /// <param name="packet">The received packet, with room behind it; its header is overwritten.</param>
    /// <param name="accepted">What it is.</param>
    /// <param name="payloadType">The payload type that this peer knows it by.</param>
    /// <param name="now">When it came.</param>
    public void Relay(MediaStream source, Span<byte> packet, in AcceptedPacket accepted, byte payloadType, TimeSpan now)
    {
        var isEvent = accepted.Kind == PayloadKind.Event;
        if (IsMixed && !isEvent)
        {
            return;
        }
        var clockRate = isEvent
            ? AdaptKey(packet.Slice(accepted.Header.HeaderLength, accepted.Header.PayloadLength), accepted.Format, payloadType, now)
            : accepted.Format.ClockRate;
        if (!CanSend || IsOccupied || !Sequence.TryPlace(source, accepted.Header, clockRate, isEvent, now, out var stamp))
        {
            return;
        }
        ClockRate = clockRate;
        IsFilling = false;
        RelayedAt = now;
        RelayedPayloadType = payloadType;

        // Contributing sources and extensions were agreed with the source, not with this peer: the new header stands right before the payload.
        Transmit(packet[(accepted.Header.HeaderLength - RtpHeader.FixedLength)..], accepted.Header.PayloadLength, payloadType, stamp);
    }

    /// <summary>Sends a datagram of a fax as it came.</summary>
    public void RelayUdptl(ReadOnlySpan<byte> datagram)
    {
        if (_sendsUdptl && !_target.IsNone && _socket.Send(datagram, _target))
        {
            Udptl = (Udptl.Count + 1, Udptl.Bytes + datagram.Length);
        }
    }

    /// <summary>Sends a packet of our own making; its payload stands behind the room for the header.</summary>
    public void SendOwn(Span<byte> packet, int payloadLength, PayloadFormat format, in OutputStamp stamp)
    {
        ClockRate = format.ClockRate;
        Transmit(packet, payloadLength, format.SendPayloadType, stamp);
    }

    /// <summary>The place of audio of our making.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="length">How long each packet is.</param>
    /// <param name="due">When it is due.</param>
    public OutputStamp Place(PayloadFormat format, TimeSpan length, TimeSpan due)
    {
        var units = (uint)(format.ClockRate * length.Ticks / TimeSpan.TicksPerSecond);
        // After a pause (keys, silence, a worker that stood still) the timestamp says how long it was.
        var stamp = due == _madeUntil ? Sequence.Continue(units, format.ClockRate, due) : Sequence.Begin(format.ClockRate, due);
        _madeUntil = due + length;
        return stamp;
    }

    /// <summary>Sends what a mix or a transcoding made, unless something else is being played.</summary>
    /// <param name="payload">The payload; empty for none.</param>
    /// <param name="format">Its format.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="due">When it was due.</param>
    /// <param name="now">The current time.</param>
    [SkipLocalsInit]
    public void SendMade(ReadOnlySpan<byte> payload, PayloadFormat format, TimeSpan length, TimeSpan due, TimeSpan now)
    {
        if (payload.IsEmpty || !MaySendMade || now < _keyUntil)
        {
            return;
        }
        IsFilling = false;
        RelayedAt = now;
        Span<byte> packet = stackalloc byte[RtpHeader.FixedLength + MaximumMade + PacketBuffer.TailRoom];
        payload.CopyTo(packet[RtpHeader.FixedLength..]);
        SendOwn(packet, payload.Length, format, Place(format, length, due));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Maker.Dispose();
        _srtp?.Dispose();
    }

    /// <summary>
    /// A key goes to a peer that perhaps counts its duration by another clock. What a transcoding makes rests meanwhile: speech between its packets would
    /// give it another timestamp, and so make it another key (RFC 4733 section 2.2).
    /// </summary>
    /// <returns>The peer's clock.</returns>
    private int AdaptKey(Span<byte> payload, PayloadFormat source, byte payloadType, TimeSpan now)
    {
        _keyUntil = now + RestAfterKey;
        var clockRate = _formats.FindSent(payloadType)?.ClockRate ?? source.ClockRate;
        for (
            var rest = payload;
            clockRate != source.ClockRate && rest.Length >= TelephoneEvent.Length;
            rest = rest[TelephoneEvent.Length..]
        )
        {
            var duration = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) * (long)clockRate / source.ClockRate;
            BinaryPrimitives.WriteUInt16BigEndian(rest[2..], (ushort)Math.Min(duration, ushort.MaxValue));
        }
        return clockRate;
    }

    private void Transmit(Span<byte> packet, int payloadLength, byte payloadType, in OutputStamp stamp)
    {
        var length = RtpHeader.FixedLength + payloadLength;
        RtpPacket.WriteHeader(packet, payloadType, stamp.Marker, stamp.Sequence, stamp.Timestamp, Sequence.Ssrc);
        if (_srtp is { } srtp)
        {
            length = srtp.Protect(packet, length);
        }
        if (length > 0 && _socket.Send(packet[..length], _target))
        {
            PacketsSent++;
            BytesSent += payloadLength;
        }
    }
}
