using Ponte.Media.Rtcp;

namespace Ponte.Media.Rtp;

/// <summary>
/// What one receiver counts of one peer (RFC 3550 appendices A.1, A.3 and A.8): packets, loss, interarrival jitter, and the report block made of
/// them. A new SSRC starts the sequence anew while the totals go on. For one thread.
/// </summary>
public sealed class ReceptionStatistics
{
    /// <summary>A jump forward of up to so many packets is loss; above it the sender restarted (RFC 3550 A.1).</summary>
    public const int MaximumDropout = 3000;

    /// <summary>A step back of up to so many packets is reordering; above it the sender restarted (RFC 3550 A.1).</summary>
    public const int MaximumMisorder = 100;

    private SequenceUnwrapper _sequence;
    private bool _started;
    private long _baseSequence;
    private long _receivedOfSource;
    private long _lostOfEarlierSources;
    private int _badSequence = -1;
    private long _expectedAtReport;
    private long _receivedAtReport;
    private bool _hasTransit;
    private uint _lastTransit;
    private uint _lastTimestamp;
    private int _lastClockRate;

    /// <summary>The source that is counted now; 0 before the first packet.</summary>
    public uint Ssrc { get; private set; }

    /// <summary>Packets counted, of all sources.</summary>
    public long PacketsReceived { get; private set; }

    /// <summary>Packets that should have come and did not, of all sources. Never below 0: duplicates make up for loss, not for more.</summary>
    public long PacketsLost => _lostOfEarlierSources + LostOfSource;

    /// <summary>Interarrival jitter in units of the clock (RFC 3550 section 6.4.1).</summary>
    public double Jitter { get; private set; }

    /// <summary>Interarrival jitter in milliseconds.</summary>
    public double JitterMilliseconds => _lastClockRate == 0 ? 0 : Jitter * 1000 / _lastClockRate;

    /// <summary>The highest sequence number with its count of wraps, as a report block wants it.</summary>
    public uint ExtendedHighestSequence => _started ? unchecked((uint)_sequence.Highest) : 0;

    private long ExpectedOfSource => _started ? _sequence.Highest - _baseSequence + 1 : 0;

    private long LostOfSource => Math.Max(0, ExpectedOfSource - _receivedOfSource);

    /// <summary>Counts one accepted packet.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="arrivalNanoseconds">When it came, on a monotonic clock.</param>
    /// <param name="clockRate">The clock of its payload type in Hz, above 0.</param>
    public void Add(in RtpHeader header, long arrivalNanoseconds, int clockRate)
    {
        PacketsReceived++;
        if (!_started || header.Ssrc != Ssrc)
        {
            Restart(header.Ssrc, header.SequenceNumber);
        }
        else if (!IsPlausible(header.SequenceNumber))
        {
            return;
        }
        _receivedOfSource++;
        _sequence.Unwrap(header.SequenceNumber);
        MeasureJitter(header.Timestamp, arrivalNanoseconds, clockRate);
    }

    /// <summary>Makes the report block of now; the fraction lost counts from the report before (RFC 3550 A.3).</summary>
    /// <param name="lastSenderReport">The middle 32 bits of the peer's last sender report, or 0.</param>
    /// <param name="delaySinceLastSenderReport">Time since it came, in 1/65,536 s, or 0.</param>
    public ReportBlock TakeReport(uint lastSenderReport, uint delaySinceLastSenderReport)
    {
        var expectedInterval = ExpectedOfSource - _expectedAtReport;
        var lostInterval = expectedInterval - (_receivedOfSource - _receivedAtReport);
        _expectedAtReport = ExpectedOfSource;
        _receivedAtReport = _receivedOfSource;
        var fraction = expectedInterval <= 0 || lostInterval <= 0 ? 0 : Math.Min(255, (lostInterval << 8) / expectedInterval);
        return new ReportBlock
        {
            Ssrc = Ssrc,
            FractionLost = (byte)fraction,
            CumulativeLost = (int)Math.Clamp(ExpectedOfSource - _receivedOfSource, ReportBlock.MinimumLost, ReportBlock.MaximumLost),
            HighestSequence = ExtendedHighestSequence,
            Jitter = (uint)Math.Min(Jitter, uint.MaxValue),
            LastSenderReport = lastSenderReport,
            DelaySinceLastSenderReport = delaySinceLastSenderReport,
        };
    }

    private void Restart(uint ssrc, ushort sequenceNumber)
    {
        _lostOfEarlierSources += LostOfSource;
        _started = true;
        Ssrc = ssrc;
        _sequence = default;
        _baseSequence = _sequence.Unwrap(sequenceNumber);
        _receivedOfSource = 0;
        _expectedAtReport = 0;
        _receivedAtReport = 0;
        _badSequence = -1;
        _hasTransit = false;
    }

    /// <summary>RFC 3550 A.1: two packets in a row after a wild jump mean that the sender restarted; one alone is a stray.</summary>
    private bool IsPlausible(ushort sequenceNumber)
    {
        var step = (short)(sequenceNumber - (ushort)_sequence.Highest);
        if (step is <= MaximumDropout and >= -MaximumMisorder)
        {
            _badSequence = -1;
            return true;
        }
        if (sequenceNumber != _badSequence)
        {
            _badSequence = (ushort)(sequenceNumber + 1);
            return false;
        }
        Restart(Ssrc, sequenceNumber);
        return true;
    }

    /// <summary>
    /// RFC 3550 A.8. Packets that repeat the timestamp before (the packets of one telephone event, RFC 4733) say nothing about the network and are left out.
    /// </summary>
    private void MeasureJitter(uint timestamp, long arrivalNanoseconds, int clockRate)
    {
        if (clockRate != _lastClockRate)
        {
            // Jitter is kept in time when the clock changes with the payload type.
            Jitter = _lastClockRate == 0 ? 0 : Jitter * clockRate / _lastClockRate;
            _lastClockRate = clockRate;
            _hasTransit = false;
        }
        if (_hasTransit && timestamp == _lastTimestamp)
        {
            return;
        }
        _lastTimestamp = timestamp;
        var transit = unchecked(RtpClock.FromNanoseconds(arrivalNanoseconds, clockRate) - timestamp);
        if (_hasTransit)
        {
            var difference = Math.Abs((double)unchecked((int)(transit - _lastTransit)));
            Jitter += (difference - Jitter) / 16;
        }
        _lastTransit = transit;
        _hasTransit = true;
    }
}
