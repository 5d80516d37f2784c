using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;
using Ponte.Media.Metering;
using Ponte.Media.Mixing;

namespace Ponte.Media.Recording;

/// <summary>
/// The recording of one stream, or of it and its partner: every 20 ms one frame of each, silence where nothing came, so that both channels stay in step.
/// For the worker's thread.
/// </summary>
internal sealed class StreamRecording : IPacedTask, IDisposable
{
    /// <summary>Above it somebody speaks, in dBm0.</summary>
    private const double SpeechLevel = AudioPresence.ThresholdLevel;

    /// <summary>Frames that are made up for at once after the worker stood still.</summary>
    private const int MaximumLateFrames = 50;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(AudioIntake.FrameMilliseconds);

    private readonly StartRecording _start;
    private readonly RecordingFile _file;
    private readonly MediaStream _left;
    private readonly MediaStream? _right;
    private readonly AudioIntake _leftIntake;
    private readonly AudioIntake? _rightIntake;
    private readonly short[] _frame;
    private readonly short[] _silence;
    private readonly short[] _channel;
    private TimeSpan _length;
    private TimeSpan _silent;

    /// <summary>Begins a recording.</summary>
    /// <param name="start">What is wanted.</param>
    /// <param name="left">The stream.</param>
    /// <param name="right">Its partner; null for one channel.</param>
    /// <param name="file">Where it goes.</param>
    /// <param name="begin">When the first frame is due.</param>
    public StreamRecording(StartRecording start, MediaStream left, MediaStream? right, RecordingFile file, TimeSpan begin)
    {
        (_start, _file, _left, _right, Due) = (start, file, left, right, begin);
        var samples = start.SampleRate * AudioIntake.FrameMilliseconds / 1000;
        _channel = new short[samples];
        _frame = new short[right is null ? samples : 2 * samples];
        _silence = new short[_frame.Length];
        _leftIntake = new AudioIntake(start.SampleRate);
        left.AddTap(_leftIntake);
        if (right is not null)
        {
            _rightIntake = new AudioIntake(start.SampleRate);
            right.AddTap(_rightIntake);
        }
    }

    /// <inheritdoc/>
    public TimeSpan Due { get; private set; }

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <summary>Whether what is said is left out.</summary>
    public bool IsPaused { get; set; }

    /// <inheritdoc/>
    public void Run(TimeSpan now)
    {
        if (now - Due > MaximumLateFrames * Frame)
        {
            Due = now;
        }
        while (!IsOver && Due <= now)
        {
            Due += Frame;
            Record();
        }
    }

    /// <summary>A key of the stream's peer was pressed.</summary>
    public void OnKey(char digit)
    {
        if (_start.StopDigits.Contains(digit, StringComparison.OrdinalIgnoreCase))
        {
            End(RecordingEnd.Digit);
        }
    }

    /// <summary>Ends it.</summary>
    public void End(RecordingEnd reason)
    {
        if (IsOver)
        {
            return;
        }
        IsOver = true;
        Dispose();
        _file.End(reason);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.RemoveTap(_leftIntake);
        _leftIntake.Dispose();
        if (_rightIntake is not null)
        {
            _right!.RemoveTap(_rightIntake);
            _rightIntake.Dispose();
        }
    }

    private void Record()
    {
        var isSpeech = Pull(_leftIntake, 0);
        if (_rightIntake is not null)
        {
            isSpeech |= Pull(_rightIntake, 1);
        }
        if (_file.HasFailed)
        {
            End(RecordingEnd.FileError);
        }
        else if (!IsPaused)
        {
            _file.Add(_frame, _silence);
            _length += Frame;
            _silent = isSpeech ? TimeSpan.Zero : _silent + Frame;
            CheckLimits();
        }
    }

    /// <summary>Takes a frame of one channel; true where somebody speaks in it.</summary>
    private bool Pull(AudioIntake intake, int channel)
    {
        intake.Pull(_channel);
        var channels = _frame.Length / _channel.Length;
        for (var i = 0; i < _channel.Length; i++)
        {
            _frame[(i * channels) + channel] = _channel[i];
        }
        return _start.StopAfterSilence > TimeSpan.Zero && SignalLevel.Of(_channel) > SpeechLevel;
    }

    private void CheckLimits()
    {
        var bytes = _length.TotalSeconds * _start.SampleRate * sizeof(short) * (_frame.Length / _channel.Length);
        if ((_start.MaximumLength > TimeSpan.Zero && _length >= _start.MaximumLength) || bytes > WavHeader.MaximumData - 1_000_000)
        {
            End(RecordingEnd.MaximumLength);
        }
        else if (_start.StopAfterSilence > TimeSpan.Zero && _silent >= _start.StopAfterSilence)
        {
            End(RecordingEnd.Silence);
        }
    }
}
