using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;
using Ponte.Media.Sockets;
using Ponte.Media.Srtp;

namespace Ponte.Media.Engine;

/// <summary>What a stream does with RTP that comes: check its source, open it, count it. For the worker's thread.</summary>
internal sealed class StreamReceiver : IDisposable
{
    private SrtpReceiver? _srtp;
    private FormatTable _formats = FormatTable.Empty;

    /// <summary>Which source is listened to.</summary>
    public SymmetricLatch Latch { get; } = new();

    /// <summary>Counts, loss and jitter.</summary>
    public ReceptionStatistics Reception { get; } = new();

    /// <summary>Whether a packet was accepted since this was set back.</summary>
    public bool HasHeard { get; set; }

    /// <summary>Watches for a peer that sends nothing; told of packets only when it looks at the clock.</summary>
    public SilenceWatch Silence { get; } = new();

    /// <summary>Opens RTCP too; null for plain RTP.</summary>
    public SrtpReceiver? Srtp => _srtp;

    /// <summary>Datagrams accepted that were no RTP, and their bytes.</summary>
    public (long Count, long Bytes) Udptl { get; private set; }

    /// <summary>Payload bytes accepted.</summary>
    public long BytesReceived { get; private set; }

    /// <summary>Packets dropped by reason of source, authentication, replay or form.</summary>
    public long PacketsRefused { get; private set; }

    /// <summary>Whether the direction lets what comes go further. What comes on hold is checked and counted, but goes nowhere.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The speech format received last; null before the first packet.</summary>
    public PayloadFormat? LastAudioFormat { get; private set; }

    /// <summary>Puts settings in force. An unchanged key keeps its rollover counter and replay window.</summary>
    public void Configure(StreamSettings settings, FormatTable formats, TimeSpan now)
    {
        _formats = formats;
        _srtp = SrtpReceiver.For(settings.ReceiveKey, _srtp);
        IsOpen = settings.Direction.HasFlag(MediaDirection.ReceiveOnly);
        var named = PeerAddress.From(settings.RemoteRtp);
        // A fax flows one way at a time: its silence neither ends a call nor lets another source in.
        var isListening = IsOpen && !settings.IsUdptl;
        Latch.Configure(named, settings.LatchToSource, settings.RelatchAfter, isListening, now);
        Silence.Configure(isListening && !named.IsNone, settings.SilenceTimeout, now);
    }

    /// <summary>Counts a datagram that is refused for another reason than those of <see cref="TryAccept"/>.</summary>
    public void Refuse() => PacketsRefused++;

    /// <summary>Takes one datagram. False when it is refused, and counted as that.</summary>
    /// <param name="packet">The datagram, and room behind it; opened in place.</param>
    /// <param name="length">Its length; that of the plain packet afterwards.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="now">When.</param>
    /// <param name="accepted">What it is.</param>
    public bool TryAccept(Span<byte> packet, int length, in PeerAddress source, TimeSpan now, out AcceptedPacket accepted)
    {
        accepted = default;
        if (
            !Latch.MayPass(source, now)
            || (_srtp is { } srtp && !srtp.TryUnprotect(packet, ref length, out _))
            || !RtpHeader.TryParse(packet[..length], out var header)
            || _formats.Find(header.PayloadType) is not { } format
        )
        {
            PacketsRefused++;
            return false;
        }
        var isNewSource = Latch.Accept(source, now);
        HasHeard = true;
        Reception.Add(header, now.Ticks * TimeSpan.NanosecondsPerTick, format.ClockRate);
        BytesReceived += header.PayloadLength;
        var kind = _formats[header.PayloadType];
        if (kind == PayloadKind.Audio && !ReferenceEquals(format, LastAudioFormat))
        {
            LastAudioFormat = format;
        }
        accepted = new AcceptedPacket(header, format, kind, isNewSource);
        return true;
    }

    /// <summary>Takes one datagram of a fax as it is. False when its source is refused, and it is counted as that.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="now">When.</param>
    /// <param name="isNewSource">Whether its source was latched by it.</param>
    public bool TryAcceptUdptl(int length, in PeerAddress source, TimeSpan now, out bool isNewSource)
    {
        isNewSource = false;
        if (!Latch.MayPass(source, now))
        {
            PacketsRefused++;
            return false;
        }
        isNewSource = Latch.Accept(source, now);
        Udptl = (Udptl.Count + 1, Udptl.Bytes + length);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _srtp?.Dispose();
}
