using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Mixing;
using Ponte.Media.Playing;
using Ponte.Media.Quality;
using Ponte.Media.Sockets;

namespace Ponte.Media.Engine;

/// <summary>What the calls ask of a stream, and what time brings.</summary>
internal sealed partial class MediaStream
{
    /// <summary>
    /// How long packets may come of a party that has just said that it holds: a phone speaks on until its offer is answered, and the network
    /// has a delay of its own.
    /// </summary>
    private static readonly TimeSpan StillUnderWay = TimeSpan.FromMilliseconds(500);

    private MediaStream? _awaited;
    private TimeSpan _listensFrom;
    private MixRoom? _mix;
    private PeerAddress _filter;

    /// <summary>Whether the worker calls <see cref="PacketMaker.Run"/>; written by the worker.</summary>
    public bool IsPaced { get; set; }

    /// <summary>Puts settings in force, whole, between two packets.</summary>
    public void Configure(StreamSettings settings, TimeSpan now)
    {
        if (!settings.Formats.SequenceEqual(_formats.Formats))
        {
            _formats = _services.Formats.Get(settings.Formats);
        }
        Receiver.Configure(settings, _formats, now);
        Filter(default);
        Sender.Configure(settings, _formats, now);
        _isMux = settings.RtcpMux;
        _isUdptl = settings.IsUdptl;
        Reports.Configure(settings, now);
        ConfigureIce(settings.Ice);
        Sender.Aim(Receiver.Latch.Target);
        Remap();
        foreach (var source in _sources)
        {
            source.Remap();
        }
    }

    /// <summary>Sends what this stream receives to <paramref name="sink"/> too.</summary>
    public void Connect(MediaStream sink)
    {
        if (_links.Any(l => l.Sink == sink))
        {
            return;
        }
        _links = [.. _links, Link(sink, null)];
        sink._sources.Add(this);
    }

    /// <summary>Whether what another stream receives is sent to this peer.</summary>
    public bool IsConnectedTo(MediaStream source) => _sources.Contains(source);

    /// <summary>Ends a <see cref="Connect"/>.</summary>
    public void Disconnect(MediaStream sink)
    {
        foreach (var link in _links.Where(l => l.Sink == sink))
        {
            link.Transcoding?.Dispose();
        }
        _links = [.. _links.Where(l => l.Sink != sink)];
        sink._sources.Remove(this);
    }

    /// <summary>
    /// Plays something to the peer, until real audio comes from <paramref name="until"/> where one is given. False when it has no format that audio can
    /// be made in.
    /// </summary>
    public bool TryPlay(IFrameSource source, MediaStream? until, TimeSpan now)
    {
        if (!Sender.Maker.TryStart(source, now))
        {
            return false;
        }
        Await(until, now);
        return true;
    }

    /// <summary>Ends the tone, or the playback: whichever of them <typeparamref name="TSource"/> is, if it plays now.</summary>
    public void Stop<TSource>(PlaybackEnd reason, TimeSpan now)
        where TSource : IFrameSource
    {
        if (Sender.Maker.Source is TSource)
        {
            Await(null, now);
            Sender.Maker.Stop(reason, now);
        }
    }

    /// <summary>Begins or ends to look for keys that the peer sends as tones.</summary>
    public void DetectKeys(bool isOn)
    {
        if (isOn == _inBandKeys is not null)
        {
            return;
        }
        if (_inBandKeys is { } former)
        {
            RemoveTap(former);
            former.Dispose();
            _inBandKeys = null;
            return;
        }
        _inBandKeys = new InBandKeys(OnInBandKey);
        AddTap(_inBandKeys);
    }

    /// <summary>Lets something listen to what is received.</summary>
    public void AddTap(IAudioTap tap) => _taps = [.. _taps, tap];

    /// <summary>Ends an <see cref="AddTap"/>.</summary>
    public void RemoveTap(IAudioTap tap) => _taps = [.. _taps.Where(t => t != tap)];

    /// <summary>Has something done again and again by whoever carries the packets.</summary>
    public void AddTask(IPacedTask task)
    {
        Tasks.RemoveAll(t => t.IsOver);
        Tasks.Add(task);
        Worker?.Add(this, task);
    }

    /// <summary>Takes part in a mix, or gets another role in it.</summary>
    public void EnterMix(MixRoom room, MixRole role, TimeSpan now)
    {
        room.Join(this, role, now);
        if (_mix != room)
        {
            _mix = room;
            AddTask(room);
        }
    }

    /// <summary>Ends an <see cref="EnterMix"/>.</summary>
    public void LeaveMix()
    {
        if (_mix is { } mix)
        {
            mix.Leave(this);
            Tasks.Remove(mix);
            _mix = null;
        }
    }

    private void OnInBandKey(char digit, TimeSpan duration, TimeSpan now)
    {
        OnKey(digit, now);
        if (duration > TimeSpan.Zero)
        {
            _services.Raise(new DigitReceived(Id, digit, duration));
        }
    }

    /// <summary>A key was pressed, perhaps one that ends what is played.</summary>
    private void OnKey(char digit, TimeSpan now)
    {
        Recording?.OnKey(digit);
        if (Sender.Maker.Source is Playback playback && playback.StopsAt(digit))
        {
            Stop<Playback>(PlaybackEnd.Digit, now);
        }
    }

    /// <summary>What must be done now and then: lost key ends, silence, filler. The worker calls it ten times a second.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="isBusy">
    /// Whether the worker has so much to do that the system shall filter by source: cheaper by a twentieth, but what it drops is not counted.
    /// </param>
    public void Housekeep(TimeSpan now, bool isBusy)
    {
        Filter(isBusy ? Receiver.Latch.OnlySource(now) : default);
        if (_keys.IsHeld)
        {
            _keys.Expire(now.Ticks * TimeSpan.NanosecondsPerTick);
            TellKeys(now);
        }
        _inBandKeys?.Expire(now);
        if (Receiver.HasHeard)
        {
            Receiver.HasHeard = false;
            Receiver.Silence.Hear();
        }
        if (Receiver.Silence.Check(now, out var since))
        {
            _services.Raise(new StreamSilent(Id, since));
        }
        Sender.Maker.StartFillingIfQuiet(_sources.Count > 0, now);
    }

    /// <summary>Sends an RTCP report, the last one with a goodbye. A fax has none.</summary>
    public void SendReport(Span<byte> buffer, TimeSpan now, bool isLast)
    {
        if (_isUdptl)
        {
            return;
        }
        var target = Reports.IsMux ? Receiver.Latch.Target : Reports.Latch.Target;
        var length = Reports.WriteReport(buffer, now, isLast);
        if (length > 0 && !target.IsNone)
        {
            (Reports.IsMux ? Rtp : Rtcp).Send(buffer[..length], target);
        }
    }

    /// <summary>The figures of now.</summary>
    public StreamStatistics Statistics() =>
        new()
        {
            PacketsReceived = Receiver.Reception.PacketsReceived + Receiver.Udptl.Count,
            PacketsSent = Sender.PacketsSent + Sender.Udptl.Count,
            BytesReceived = Receiver.BytesReceived + Receiver.Udptl.Bytes,
            BytesSent = Sender.BytesSent + Sender.Udptl.Bytes,
            PacketsLost = Receiver.Reception.PacketsLost,
            PacketsRefused = Receiver.PacketsRefused,
            JitterMilliseconds = Receiver.Reception.JitterMilliseconds,
            RemoteLossFraction = Reports.RemoteLossFraction,
            RemoteJitterMilliseconds = Reports.RemoteJitterMilliseconds,
            RoundTripMilliseconds = Reports.RoundTrip?.TotalMilliseconds,
            MeanOpinionScore = Score(),

            Encoding = Receiver.LastAudioFormat?.Encoding,
        };

    /// <summary>Leaves the graph. The sockets stay open for the last goodbye; <see cref="Dispose"/> closes them.</summary>
    public void Detach()
    {
        Sender.Maker.Stop(PlaybackEnd.Stopped, TimeSpan.Zero);
        Recording?.End(RecordingEnd.Stopped);
        LeaveMix();
        foreach (var link in _links)
        {
            link.Sink._sources.Remove(this);
            link.Transcoding?.Dispose();
        }
        foreach (var source in _sources.ToArray())
        {
            source.Disconnect(this);
        }
        foreach (var sink in _waitingForAudio)
        {
            sink._awaited = null;
        }
        Await(null, TimeSpan.Zero);
        _links = [];
        _waitingForAudio.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inBandKeys?.Dispose();
        Receiver.Dispose();
        Sender.Dispose();
        Rtp.Dispose();
        Rtcp.Dispose();
    }

    private void Filter(in PeerAddress source)
    {
        if (_filter != source)
        {
            _filter = source;
            Rtp.Connect(source);
        }
    }

    private void OnAwaitedAudio(TimeSpan now)
    {
        _awaited = null;
        Sender.Maker.Stop(PlaybackEnd.Stopped, now);
    }

    /// <summary>Waits for real audio of a source. What one that spoke already has on its way when the wait begins is not what is waited for.</summary>
    private void Await(MediaStream? source, TimeSpan now)
    {
        _awaited?._waitingForAudio.Remove(this);
        _awaited = source;
        if (source is not null)
        {
            source._presence?.Reset();
            source._waitingForAudio.Add(this);
            source._wantsAudio = true;
            source._listensFrom = source._audioTold ? now + StillUnderWay : TimeSpan.Zero;
        }
    }

    private void Remap() => _links = [.. _links.Select(l => Link(l.Sink, l.Transcoding))];

    /// <summary>The way to a sink: relay where it has the codec, transcoding where it has another one that can be made.</summary>
    private RelayLink Link(MediaStream sink, Transcoding? transcoding)
    {
        var payloadTypes = _formats.MapTo(sink._formats);
        if (!_formats.NeedsTranscoding(sink._formats, payloadTypes))
        {
            transcoding?.Dispose();
            transcoding = null;
        }
        else if (transcoding is null)
        {
            transcoding = new Transcoding(sink.Sender);
            AddTask(transcoding);
        }
        return new RelayLink(sink, sink.Sender, payloadTypes, transcoding);
    }

    private double? Score()
    {
        var expected = Receiver.Reception.PacketsReceived + Receiver.Reception.PacketsLost;
        return Receiver.LastAudioFormat is { } format && expected > 0
            ? EModel.Score(format.Encoding, (double)Receiver.Reception.PacketsLost / expected)
            : null;
    }
}
