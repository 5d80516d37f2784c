using System.Net;
using System.Security.Cryptography;
using Ponte.Media.Metering;
using Ponte.Media.Rtcp;

namespace Ponte.Simulator.Media;

/// <summary>
/// One end of a simulated call's audio: plays a tone or silence, hears tones and digits, and checks every packet it gets. Members are for any
/// thread.
/// </summary>
public sealed partial class MediaEndpoint : IDisposable
{
    private static readonly long ReportNanoseconds = TimeSpan.FromSeconds(5).Ticks * TimeSpan.NanosecondsPerTick;

    private readonly Lock _lock = new();
    private readonly MediaClock _clock;
    private readonly MediaPorts _ports;
    private MediaSockets _sockets;
    private MediaSender _sender;
    private readonly MediaReceiver _receiver = new();
    private readonly List<ToneListener> _listeners = [];
    private readonly byte[] _buffer = new byte[2048];
    private readonly bool _keepsFirstAddress;
    private MediaPlan _plan = new();
    private MediaEndpoint? _bridged;
    private HeardAudio? _heard;
    private IPEndPoint? _remote;
    private IPEndPoint? _firstRemote;
    private long _nextReport;
    private bool _closed;

    internal MediaEndpoint(MediaClock clock, MediaPorts ports, bool keepsFirstAddress, ushort? firstSequence = null)
    {
        _clock = clock;
        _keepsFirstAddress = keepsFirstAddress;
        _ports = ports;
        _sockets = MediaSockets.Open(ports);
        // Below the middle, so that the receiver of SRTP cannot mistake the first rollover (RFC 3711 section 3.3.1).
        _sender = new MediaSender(firstSequence ?? (ushort)RandomNumberGenerator.GetInt32(32_768));
        _receiver.Audio = Hear;
        clock.Add(this);
    }

    /// <summary>Where it receives RTP; RTCP is at the next port.</summary>
    public IPEndPoint LocalRtp => Guarded(() => _sockets.Rtp);

    /// <summary>Where it sends RTP; null before something was agreed.</summary>
    public IPEndPoint? RemoteRtp => Guarded(() => _remote);

    /// <summary>The digits heard so far (RFC 4733).</summary>
    public string Digits => Guarded(() => _receiver.Digits);

    /// <summary>What was found so far.</summary>
    public MediaFindings Findings => Guarded(() => _receiver.Findings with { PacketsSent = _sender.PacketsSent });

    /// <summary>The tone in Hz that is played; 0 for silence.</summary>
    public int Frequency => Guarded(() => _sender.Frequency);

    /// <summary>Plays a steady tone from now on.</summary>
    /// <param name="frequency">In Hz; 0 plays silence, or nothing at all where comfort noise was agreed.</param>
    public void Play(int frequency) => Guarded(() => _sender.Play(frequency));

    /// <summary>Sends nothing from now on.</summary>
    public void Stop() => Guarded(() => _sender.IsStopped = true);

    /// <summary>Sends digits as telephone events.</summary>
    /// <returns>False if one is no digit or too many wait.</returns>
    public bool SendDigits(string digits) => Guarded(() => _sender.SendDigits(digits));

    /// <summary>Plays audio from now on, in place of the tone for as long as there is some.</summary>
    /// <param name="samples">Samples of 8 kHz; what waits longer than 200 ms is left out.</param>
    public void Speak(ReadOnlySpan<short> samples)
    {
        lock (_lock)
        {
            _sender.Feed(samples);
        }
    }

    /// <summary>Waits for audio, and takes what was heard since the last time; at first since now.</summary>
    /// <returns>Samples of 8 kHz; none where the media has ended.</returns>
    public async Task<short[]> HearAsync(CancellationToken cancellationToken = default)
    {
        await Guarded(() => (_heard ??= new HeardAudio()) is var heard && _closed ? Task.CompletedTask : heard.More)
            .WaitAsync(cancellationToken);
        return Guarded(() => _heard!.Take());
    }

    /// <summary>Begins to count anew.</summary>
    public void ResetFindings() => Guarded(_receiver.ResetFindings);

    /// <summary>Waits until a tone was heard for so long in all. Fails if the media ends before.</summary>
    /// <param name="frequency">The tone in Hz.</param>
    /// <param name="least">How long it must be heard. Default 200 ms.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What was measured meanwhile.</returns>
    public Task<ToneReport> HearsAsync(int frequency, TimeSpan? least = null, CancellationToken cancellationToken = default)
    {
        var frames = (int)Math.Ceiling((least ?? TimeSpan.FromMilliseconds(200)) / ToneMeter.Frame);
        return ListenAsync(new ToneListener(frequency, r => r.ToneFrames >= frames), cancellationToken);
    }

    /// <summary>Listens for a tone for so long, by the clock of the audio that is heard: what was lost counts as silence. Fails if the media ends before.</summary>
    public Task<ToneReport> MeasureAsync(int frequency, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var frames = (int)Math.Ceiling(duration / ToneMeter.Frame);
        return ListenAsync(new ToneListener(frequency, r => r.Frames >= frames), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _clock.Remove(this);
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }
            _closed = true;
            _sockets.Dispose();
            _sender.Dispose();
            _receiver.Dispose();
            _heard?.End();
            foreach (var listener in _listeners)
            {
                listener.End();
            }
        }
    }

    /// <summary>
    /// Plays what another end of the same clock hears. Only that clock's thread goes from one end's lock to another's, so it cannot lock up.
    /// </summary>
    internal void PlayFrom(MediaEndpoint other) => other.Guarded(() => other._bridged = this);

    /// <summary>Goes on from new ports with a new source, as another media processor. What comes to the old ports is no longer heard.</summary>
    internal void Reopen()
    {
        lock (_lock)
        {
            var (sockets, sender) = (_sockets, _sender);
            _sockets = MediaSockets.Open(_ports);
            _sender = new MediaSender((ushort)RandomNumberGenerator.GetInt32(32_768));
            _sender.Play(sender.Frequency);
            _sender.IsStopped = sender.IsStopped;
            // Nothing is sent until the new key is in force.
            _remote = null;
            sockets.Dispose();
            sender.Dispose();
        }
    }

    /// <summary>Puts what was agreed into force. An unchanged key keeps its rollover counters.</summary>
    internal void Configure(MediaPlan plan)
    {
        lock (_lock)
        {
            _plan = plan;
            // Microsoft accepts another address in SDP, and goes on sending to the first one.
            _firstRemote ??= plan.RemoteRtp;
            _remote = _keepsFirstAddress ? _firstRemote : plan.RemoteRtp;
            _sender.Configure(plan);
            _receiver.Configure(plan);
        }
    }

    /// <summary>Receives and sends what is due. On the clock's thread.</summary>
    internal void Run(long now)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }
            Drain(onRtcpPort: false, now);
            Drain(onRtcpPort: true, now);
            _receiver.Expire(now);
            _ice?.Run(_sockets, now);
            if (Target is { } target)
            {
                _sender.Run(_plan, target, _sockets, now);
                Report(target, now);
            }
        }
        TellIce();
    }

    private void Drain(bool onRtcpPort, long now)
    {
        while (_sockets.TryReceive(onRtcpPort, _buffer, out var length, out var from))
        {
            if (length > 0 && (onRtcpPort || !TryTakeCheck(_buffer.AsSpan(0, length), from, now)))
            {
                _receiver.Take(_plan, _buffer.AsSpan(0, length), from, onRtcpPort, now);
            }
        }
    }

    private void Report(IPEndPoint target, long now)
    {
        if (now < _nextReport)
        {
            return;
        }
        var first = _nextReport == 0;
        _nextReport = now + (first ? ReportNanoseconds / 5 : ReportNanoseconds);
        if (first)
        {
            return;
        }
        Span<byte> packet = stackalloc byte[256];
        Span<ReportBlock> blocks = stackalloc ReportBlock[1];
        if (_receiver.HasReport)
        {
            blocks[0] = _receiver.TakeReport();
        }
        var length = _sender.WriteReport(packet, _clock.UtcNow, _receiver.HasReport ? blocks : []);
        if (_plan.RtcpMux)
        {
            _sockets.SendRtp(packet[..length], target);
        }
        else if (_plan.RemoteRtcp is { } rtcp)
        {
            _sockets.SendRtcp(packet[..length], rtcp);
        }
    }

    private void Hear(ReadOnlyMemory<short> samples)
    {
        foreach (var listener in _listeners)
        {
            listener.Add(samples.Span);
        }
        _listeners.RemoveAll(l => l.IsDone);
        _heard?.Add(samples.Span);
        _bridged?.Guarded(() => _bridged._sender.Feed(samples.Span));
    }

    private async Task<ToneReport> ListenAsync(ToneListener listener, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _listeners.Add(listener);
        }
        try
        {
            return await listener.Done.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _listeners.Remove(listener);
            }
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private void Guarded(Action write)
    {
        lock (_lock)
        {
            write();
        }
    }
}
