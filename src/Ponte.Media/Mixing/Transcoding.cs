using Ponte.Media.Engine;

namespace Ponte.Media.Mixing;

/// <summary>
/// What one stream receives in a codec that the other does not have, made in one that it has. Only for such packets: all others are relayed as they are. It rests
/// while none come. For the worker's thread.
/// </summary>
internal sealed class Transcoding : IPacedTask, IAudioTap, IDisposable
{
    private const int MaximumLateFrames = 5;

    /// <summary>Frames without anything, after which it rests.</summary>
    private const int RestAfter = 10;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(AudioIntake.FrameMilliseconds);

    private readonly StreamSender _sink;
    private readonly AudioIntake _intake = new(8000);
    private readonly FrameEncoder _encoder = new();
    private readonly short[] _samples = new short[MixRoom.LargestFrame];
    private int _silent;

    /// <summary>A transcoding to one sink.</summary>
    public Transcoding(StreamSender sink) => _sink = sink;

    /// <inheritdoc/>
    public TimeSpan Due { get; private set; } = TimeSpan.MaxValue;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public void Take(in AcceptedPacket packet, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        _intake.Take(packet, payload, now);
        if (Due == TimeSpan.MaxValue)
        {
            Due = now;
            _silent = 0;
        }
    }

    /// <inheritdoc/>
    public void Run(TimeSpan now)
    {
        if (now - Due > MaximumLateFrames * Frame)
        {
            Due = now;
        }
        while (Due <= now)
        {
            Send(now);
            Due = _silent < RestAfter ? Due + Frame : TimeSpan.MaxValue;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IsOver = true;
        _intake.Dispose();
        _encoder.Dispose();
    }

    private void Send(TimeSpan now)
    {
        var rate = _sink.Maker.SampleRate;
        if (rate == 0)
        {
            return;
        }
        _intake.Retune(rate);
        var samples = _samples.AsSpan(0, rate * AudioIntake.FrameMilliseconds / 1000);
        if (!_intake.Pull(samples))
        {
            _silent++;
            return;
        }
        _silent = 0;
        if (_sink is { MaySendMade: true, IsMixed: false } && _sink.Maker.AudioFormat is { } format)
        {
            Span<byte> payload = stackalloc byte[MixRoom.LargestFrame];
            var length = _encoder.Encode(samples, rate, format, payload);
            _sink.SendMade(payload[..length], format, Frame, Due, now);
        }
    }
}
