using System.Net;
using System.Text;
using Ponte.Media.Codecs;
using Ponte.Media.Rtcp;
using Ponte.Media.Rtp;
using Ponte.Media.Srtp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Media;

/// <summary>The receiving half of an end-point: checks every packet, and hears the audio. Its owner's lock guards it.</summary>
internal sealed class MediaReceiver : IDisposable
{
    /// <summary>Silence put in for lost audio at most: 2 s at 8 kHz.</summary>
    private const int MaxFill = 16_000;

    private readonly ReceptionStatistics _statistics = new();
    private readonly TelephoneEventReader _keys = new();
    private readonly StringBuilder _digits = new();
    private readonly List<IPEndPoint> _sources = [];
    private readonly short[] _samples = new short[1500];
    private SrtpReceiver? _srtp;
    private MediaFindings _findings = new();
    private long _lastArrival;
    private RtpHeader? _lastHeader;
    private uint _nextTimestamp;
    private bool _hearing;

    /// <summary>Takes the decoded audio, with silence in the place of what was lost.</summary>
    public Action<ReadOnlyMemory<short>>? Audio { get; set; }

    public string Digits => _digits.ToString();

    public MediaFindings Findings =>
        _findings with
        {
            PacketsLost = _statistics.PacketsLost,
            BeforeNomination = BeforeNomination,
            Sources = [.. _sources],
        };

    /// <summary>Media that came before a pair was nominated; its owner counts.</summary>
    public long BeforeNomination { get; set; }

    public bool HasReport => _statistics.PacketsReceived > 0;

    public void Configure(MediaPlan plan) => _srtp = SrtpReceiver.For(plan.ReceiveKey, _srtp);

    public ReportBlock TakeReport() => _statistics.TakeReport(0, 0);

    /// <summary>Begins a new measurement: what was found before counts no more, and a pause until the next packet is none.</summary>
    public void ResetFindings()
    {
        _findings = new MediaFindings();
        BeforeNomination = 0;
        _sources.Clear();
        _lastArrival = 0;
    }

    public void Take(MediaPlan plan, Span<byte> datagram, IPEndPoint from, bool onRtcpPort, long now)
    {
        var length = datagram.Length;
        if (plan.Formats.IsEmpty)
        {
            // Media may overtake the answer that says what it is; it cannot be judged.
            _findings = _findings with
            {
                BeforeAgreement = _findings.BeforeAgreement + 1,
            };
            return;
        }
        if (RtpPacket.IsRtcp(datagram) || onRtcpPort)
        {
            TakeRtcp(plan, datagram, onRtcpPort);
            return;
        }
        var failure = SrtpFailure.None;
        if (_srtp is not null && !_srtp.TryUnprotect(datagram, ref length, out failure))
        {
            Count(failure);
            return;
        }
        var packet = datagram[..length];
        if (!RtpHeader.TryParse(packet, out var header))
        {
            _findings = _findings with { Malformed = _findings.Malformed + 1 };
            return;
        }
        if (plan.Formats.FirstOrDefault(f => f.ReceivePayloadType == header.PayloadType) is not { } format)
        {
            _findings = _findings with { UnknownPayloadTypes = _findings.UnknownPayloadTypes + 1 };
            return;
        }
        CountRight(plan, header, from, format, now);
        Hear(header, packet.Slice(header.HeaderLength, header.PayloadLength), format, now);
    }

    public void Expire(long now)
    {
        _keys.Expire(now);
        TakeKeys();
    }

    public void Dispose() => _srtp?.Dispose();

    private void TakeRtcp(MediaPlan plan, Span<byte> datagram, bool onRtcpPort)
    {
        var length = datagram.Length;
        var failure = SrtpFailure.None;
        if (_srtp is not null && !_srtp.TryUnprotectRtcp(datagram, ref length, out failure))
        {
            Count(failure);
            return;
        }
        if (!RtcpReader.IsCompound(datagram[..length]))
        {
            _findings = _findings with { Malformed = _findings.Malformed + 1 };
            return;
        }
        _findings = _findings with
        {
            RtcpReceived = _findings.RtcpReceived + 1,
            RtcpOnWrongPort = _findings.RtcpOnWrongPort + (plan.RtcpMux == onRtcpPort ? 1 : 0),
        };
    }

    private void Count(SrtpFailure failure) =>
        _findings = failure switch
        {
            SrtpFailure.Malformed => _findings with { Malformed = _findings.Malformed + 1 },
            SrtpFailure.Replayed => _findings with { Replays = _findings.Replays + 1 },
            _ => _findings with { AuthenticationFailures = _findings.AuthenticationFailures + 1 },
        };

    private void CountRight(MediaPlan plan, in RtpHeader header, IPEndPoint from, AgreedFormat format, long now)
    {
        var changed = _lastHeader is { } last && last.Ssrc != header.Ssrc;
        var pause = _lastArrival == 0 ? TimeSpan.Zero : TimeSpan.FromTicks((now - _lastArrival) / TimeSpan.NanosecondsPerTick);
        _lastArrival = now;
        if (!_sources.Contains(from))
        {
            _sources.Add(from);
        }
        _statistics.Add(header, now, format.ClockRate);
        _findings = _findings with
        {
            PacketsReceived = _findings.PacketsReceived + 1,
            SourceChanges = _findings.SourceChanges + (changed ? 1 : 0),
            Unwanted = _findings.Unwanted + (plan.Receives ? 0 : 1),
            LongestPause = pause > _findings.LongestPause ? pause : _findings.LongestPause,
        };
    }

    private void Hear(in RtpHeader header, ReadOnlySpan<byte> payload, AgreedFormat format, long now)
    {
        switch (format.Encoding)
        {
            case "TELEPHONE-EVENT":
                _keys.Read(header, payload, now);
                TakeKeys();
                // Digits take the place of audio: their time is not a gap of it.
                _hearing = false;
                break;
            case "PCMA" or "PCMU":
                HearAudio(header, payload, format.Encoding is "PCMA");
                break;
            default:
                _hearing = false;
                break;
        }
        _lastHeader = header;
    }

    private void HearAudio(in RtpHeader header, ReadOnlySpan<byte> payload, bool aLaw)
    {
        var count = Math.Min(payload.Length, _samples.Length);
        if (_hearing && _lastHeader is { } last && last.Ssrc == header.Ssrc)
        {
            if ((short)(header.SequenceNumber - last.SequenceNumber) <= 0)
            {
                // Late: its place was filled with silence already.
                return;
            }
            var missing = unchecked((int)(header.Timestamp - _nextTimestamp));
            var isNext = header.SequenceNumber == (ushort)(last.SequenceNumber + 1);
            if (isNext && missing != 0 && !header.Marker)
            {
                _findings = _findings with { TimestampFaults = _findings.TimestampFaults + 1 };
            }
            if (missing is > 0 and <= MaxFill && !(isNext && header.Marker))
            {
                Audio?.Invoke(new short[missing]);
            }
        }
        _hearing = true;
        _nextTimestamp = unchecked(header.Timestamp + (uint)count);
        if (aLaw)
        {
            G711.DecodeA(payload[..count], _samples);
        }
        else
        {
            G711.DecodeMu(payload[..count], _samples);
        }
        Audio?.Invoke(_samples.AsMemory(0, count));
    }

    private void TakeKeys()
    {
        while (_keys.TryTake(out var key))
        {
            _digits.Append(key.Digit);
        }
    }
}
