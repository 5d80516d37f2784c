using System.Runtime.CompilerServices;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Model;
using Ponte.Media.Playing;
using Ponte.Media.Rtp;

namespace Ponte.Media.Engine;

/// <summary>
/// Makes the packets that a peer gets while nothing is relayed to it: keys (they go first), a tone or a playback, filler. Asked once per packet time by the
/// worker. For the worker's thread.
/// </summary>
internal sealed class PacketMaker : IDisposable
{
    /// <summary>After so long without a packet filler begins: longer than any network makes packets wait, shorter than a carrier's time-out.</summary>
    public static readonly TimeSpan FillAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>More packets than this are not made up for after the worker stood still: they would arrive as a burst.</summary>
    private const int MaximumLatePackets = 5;

    /// <summary>Samples a second of silence.</summary>
    private const int SilenceRate = 8000;

    /// <summary>A payload of 60 ms of G.711; other codecs need less.</summary>
    private const int MaximumPayload = 480;

    private readonly FrameEncoder _encoder = new();
    private readonly StreamSender _sender;
    private FormatTable _formats = FormatTable.Empty;
    private TimeSpan _packetTime = TimeSpan.FromMilliseconds(20);
    private PayloadFormat? _format;
    private IFrameSource? _source;
    private TelephoneEventWriter? _keys;
    private KeyTones? _keyTones;
    private PayloadFormat? _keyFormat;
    private TimeSpan _due;
    private TimeSpan _quietSince;
    private bool _fillSilence;

    /// <summary>A maker for one sender.</summary>
    public PacketMaker(StreamSender sender) => _sender = sender;

    /// <summary>Whether <see cref="Run"/> wants to be called at <see cref="Due"/>.</summary>
    public bool IsActive => _sender.IsOccupied || _sender.IsFilling;

    /// <summary>When the next packet is due.</summary>
    public TimeSpan Due => _due;

    /// <summary>The samples a second that the peer hears; 0 while it has no format that audio can be made in.</summary>
    public int SampleRate => _format is null ? 0 : AudioCodecs.SampleRateOf(_format);

    /// <summary>The format that audio is made in: as the peer heard it last, where that is possible, for a change of the codec can be heard. Null for none.</summary>
    public PayloadFormat? AudioFormat
    {
        get
        {
            var relayed = _sender.RelayedPayloadType == FormatTable.NoPayloadType ? null : _formats.FindSent(_sender.RelayedPayloadType);
            return relayed is not null && AudioCodecs.Knows(relayed) ? relayed : _format;
        }
    }

    /// <summary>What is played now; null for nothing.</summary>
    public IFrameSource? Source => _source;

    /// <summary>Puts settings in force. What is played goes on in the new format, or ends where there is none for it.</summary>
    public void Configure(StreamSettings settings, FormatTable formats, TimeSpan now)
    {
        _formats = formats;
        _format = formats.FirstMade;
        _packetTime = _format is null ? settings.PacketTime : AudioCodecs.PacketTimeFor(_format, settings.PacketTime);
        _fillSilence = settings.FillSilence;
        _sender.IsFilling = false;
        _quietSince = now;
        if (_format is null)
        {
            _keyTones = null;
            EndSource(PlaybackEnd.Stopped);
        }
        if (_keyFormat is not null && formats.EventFormat(_keyFormat.ClockRate) != _keyFormat)
        {
            _keys = null;
            _keyFormat = null;
        }
        TellOccupied();
    }

    /// <summary>Begins to play in place of what was played; false when the peer has no format that it can be made in.</summary>
    public bool TryStart(IFrameSource source, TimeSpan now)
    {
        if (_format is null)
        {
            return false;
        }
        EndSource(PlaybackEnd.Stopped);
        Schedule(now);
        _source = source;
        _sender.IsFilling = false;
        TellOccupied();
        return true;
    }

    /// <summary>Ends what is played.</summary>
    public void Stop(PlaybackEnd reason, TimeSpan now)
    {
        EndSource(reason);
        _quietSince = now;
        TellOccupied();
    }

    /// <summary>
    /// Adds keys: as telephone events where the peer agreed to them, else as tones. False where there is no format for either, a character is no key, or too
    /// many wait.
    /// </summary>
    public bool TryAddKeys(string digits, TimeSpan now)
    {
        var format = _formats.EventFormat(_sender.ClockRate);
        if (format is null)
        {
            return TryAddTones(digits, now);
        }
        if (_keys is null || format != _keyFormat)
        {
            _keys = new TelephoneEventWriter(format.ClockRate, _packetTime);
            _keyFormat = format;
        }
        Schedule(now);
        var isAdded = _keys.TryEnqueue(digits);
        TellOccupied();
        return isAdded;
    }

    private bool TryAddTones(string digits, TimeSpan now)
    {
        var tones = _keyTones ?? new KeyTones();
        if (_format is null || !tones.TryEnqueue(digits))
        {
            return false;
        }
        Schedule(now);
        _keyTones = tones;
        _sender.IsFilling = false;
        TellOccupied();
        return true;
    }

    /// <summary>Begins filler when it is wanted and the peer got nothing for <see cref="FillAfter"/>.</summary>
    /// <param name="hasPartner">Whether a source is connected.</param>
    /// <param name="now">The current time.</param>
    public void StartFillingIfQuiet(bool hasPartner, TimeSpan now)
    {
        var quietSince = _sender.RelayedAt > _quietSince ? _sender.RelayedAt : _quietSince;
        if (!_fillSilence || IsActive || _format is null || !_sender.CanSend || !hasPartner || now - quietSince < FillAfter)
        {
            return;
        }
        Schedule(now);
        _sender.IsFilling = true;
    }

    /// <summary>Makes what is due.</summary>
    [SkipLocalsInit]
    public void Run(TimeSpan now)
    {
        if (now - _due > MaximumLatePackets * _packetTime)
        {
            _due = now;
        }
        Span<byte> packet = stackalloc byte[RtpHeader.FixedLength + MaximumPayload + PacketBuffer.TailRoom];
        while (IsActive && _due <= now)
        {
            MakePacket(packet);
            _due += _packetTime;
            TellOccupied();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    private void TellOccupied() => _sender.IsOccupied = _source is not null || _keyTones is not null || _keys is { IsActive: true };

    private void EndSource(PlaybackEnd reason)
    {
        var source = _source;
        _source = null;
        source?.End(reason);
    }

    private void Schedule(TimeSpan now)
    {
        if (!IsActive)
        {
            _due = now;
        }
    }

    private void MakePacket(Span<byte> packet)
    {
        if (_keys is { IsActive: true })
        {
            MakeKey(packet, _keyFormat!);
        }
        else if (AudioFormat is { } format)
        {
            MakeAudio(packet, format);
        }
    }

    private void MakeKey(Span<byte> packet, PayloadFormat format)
    {
        var sequence = _sender.Sequence;
        var payload = packet[RtpHeader.FixedLength..];
        _quietSince = _due;
        if (!_keys!.TryNext(sequence.TimestampAt(_due, format.ClockRate), payload, out _, out var isFirst) || !_sender.CanSend)
        {
            return;
        }
        var stamp = isFirst ? sequence.Begin(format.ClockRate, _due) : sequence.Repeat();
        _sender.SendOwn(packet, TelephoneEvent.Length, format, stamp);
    }

    [SkipLocalsInit]
    private void MakeAudio(Span<byte> packet, PayloadFormat format)
    {
        Span<short> samples = stackalloc short[FrameEncoder.MaximumSamples];
        var rate = Fill(ref samples);
        var length = _encoder.Encode(samples, rate, format, packet[RtpHeader.FixedLength..^PacketBuffer.TailRoom]);
        if (length > 0 && _sender.CanSend)
        {
            _sender.SendOwn(packet, length, format, _sender.Place(format, _packetTime, _due));
        }
    }

    /// <summary>The samples of one packet, and how many there are a second.</summary>
    private int Fill(ref Span<short> samples)
    {
        // Keys go first; what is played waits meanwhile.
        var source = _keyTones ?? _source;
        var rate = source?.SampleRate ?? SilenceRate;
        samples = samples[..(int)(rate * _packetTime.Ticks / TimeSpan.TicksPerSecond)];
        if (source is null)
        {
            samples.Clear();
        }
        else if (!source.Fill(samples))
        {
            _quietSince = _due;
            EndFinished(source);
        }
        return rate;
    }

    private void EndFinished(IFrameSource source)
    {
        if (ReferenceEquals(source, _keyTones))
        {
            _keyTones = null;
        }
        else
        {
            EndSource(PlaybackEnd.Finished);
        }
    }
}
