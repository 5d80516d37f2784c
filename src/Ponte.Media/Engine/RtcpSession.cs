using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtcp;
using Ponte.Media.Sockets;

namespace Ponte.Media.Engine;

/// <summary>
/// RTCP of one stream: our own reports at intervals of about five seconds, whatever the direction, and what the peer's reports tell. RTCP is never
/// relayed: each side of a call is a session of its own. For the worker's thread.
/// </summary>
/// <remarks>
/// The interval is that of RFC 3550 section 6.2 for two members: the least one, 5 s, times 0.5 to 1.5 at random, so that streams that began together do
/// not report together. The first report comes after half of it.
/// </remarks>
internal sealed class RtcpSession
{
    /// <summary>The least interval of RFC 3550 section 6.2.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly StreamReceiver _receiver;
    private readonly StreamSender _sender;
    private readonly MediaClock _clock;
    private readonly byte[] _cname;
    private readonly Func<uint> _random;
    private TimeSpan _dueAt = TimeSpan.MaxValue;
    private long _sentAtReport;
    private uint _lastSenderReport;
    private TimeSpan _lastSenderReportAt;

    /// <summary>A session that reports once it is configured.</summary>
    public RtcpSession(StreamReceiver receiver, StreamSender sender, MediaClock clock, Func<uint> random)
    {
        _receiver = receiver;
        _sender = sender;
        _clock = clock;
        _random = random;

        // A name for this session alone, so that nobody can tell two calls to come from the same place (RFC 7022 section 4.2).
        _cname = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{random():x8}{random():x8}{random():x8}"));
    }

    /// <summary>Which source of RTCP is listened to where it has a port of its own.</summary>
    public SymmetricLatch Latch { get; } = new();

    /// <summary>Whether RTP and RTCP share a port.</summary>
    public bool IsMux { get; private set; }

    /// <summary>Loss that the peer reports, 0 to 1.</summary>
    public double? RemoteLossFraction { get; private set; }

    /// <summary>Jitter that the peer reports, in milliseconds.</summary>
    public double? RemoteJitterMilliseconds { get; private set; }

    /// <summary>The last round trip.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>Puts settings in force; the first ones start the reports.</summary>
    public void Configure(StreamSettings settings, TimeSpan now)
    {
        IsMux = settings.RtcpMux;
        Latch.Configure(PeerAddress.From(settings.RemoteRtcp), settings.LatchToSource, settings.RelatchAfter, isListening: true, now);
        if (_dueAt == TimeSpan.MaxValue)
        {
            _dueAt = now + (NextInterval() / 2);
        }
    }

    /// <summary>Whether a report is due.</summary>
    public bool IsDue(TimeSpan now) => now >= _dueAt;

    /// <summary>Writes the report that is due, protected where keys were agreed.</summary>
    /// <param name="buffer">At least 256 bytes and the room that SRTP needs.</param>
    /// <param name="now">The current time.</param>
    /// <param name="isLast">Whether the stream ends: a goodbye is added (RFC 3550 section 6.6).</param>
    /// <returns>The length; 0 when nothing can be sent.</returns>
    [SkipLocalsInit]
    public int WriteReport(Span<byte> buffer, TimeSpan now, bool isLast)
    {
        _dueAt = now + NextInterval();
        var ssrc = _sender.Sequence.Ssrc;
        var writer = new RtcpWriter(buffer);
        Span<ReportBlock> blocks = stackalloc ReportBlock[1];
        var count = 0;
        if (_receiver.Reception.PacketsReceived > 0)
        {
            var delay = _lastSenderReport == 0 ? 0 : NtpTime.ToShort(now - _lastSenderReportAt);
            blocks[count++] = _receiver.Reception.TakeReport(_lastSenderReport, delay);
        }
        if (_sender.PacketsSent > _sentAtReport)
        {
            var timestamp = _sender.Sequence.TimestampAt(now, _sender.ClockRate);
            var info = new SenderInfo(
                _clock.NtpAt(now),
                timestamp,
                unchecked((uint)_sender.PacketsSent),
                unchecked((uint)_sender.BytesSent)
            );
            writer.WriteSenderReport(ssrc, info, blocks[..count]);
        }
        else
        {
            writer.WriteReceiverReport(ssrc, blocks[..count]);
        }
        _sentAtReport = _sender.PacketsSent;
        writer.WriteCname(ssrc, _cname);
        if (isLast)
        {
            writer.WriteGoodbye(ssrc);
        }
        return _sender.Srtp is { } srtp ? srtp.ProtectRtcp(buffer, writer.Length) : writer.Length;
    }

    /// <summary>Takes a plain compound packet of the peer. False when its form is broken.</summary>
    public bool TryRead(ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        var reader = new RtcpReader(datagram);
        while (reader.TryRead(out var packet))
        {
            if (packet.TryGetSenderInfo(out var info))
            {
                _lastSenderReport = NtpTime.Middle(info.NtpTimestamp);
                _lastSenderReportAt = now;
            }
            for (var i = 0; i < packet.ReportCount; i++)
            {
                Read(packet.GetReport(i), now);
            }
        }
        return !reader.IsMalformed;
    }

    private void Read(in ReportBlock report, TimeSpan now)
    {
        if (report.Ssrc != _sender.Sequence.Ssrc)
        {
            return;
        }
        RemoteLossFraction = report.FractionLost / 256.0;
        RemoteJitterMilliseconds = report.Jitter * 1000.0 / _sender.ClockRate;
        RoundTrip = NtpTime.RoundTrip(NtpTime.Middle(_clock.NtpAt(now)), report) ?? RoundTrip;
    }

    // 0.5 to 1.5 times the interval.
    private TimeSpan NextInterval() => Interval * (0.5 + (_random() / (double)uint.MaxValue));
}
