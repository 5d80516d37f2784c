using System.Runtime.InteropServices;
using Ponte.Media.Codecs;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;
using Ponte.Media.Metering;
using Ponte.Media.Playing;
using Ponte.Media.Recording;
using Ponte.Media.Tests.Engine;
using Ponte.Media.Tests.Playing;

namespace Ponte.Media.Tests.Recording;

/// <summary>Recordings with a time that the test moves; the writing thread is the test's own.</summary>
public sealed class RecordingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-recording-").FullName;
    private readonly Stage _stage = new();
    private readonly MediaStream _left;
    private readonly MediaStream _right;
    private readonly byte[] _low = new byte[160];
    private readonly byte[] _high = new byte[160];
    private RecordingFile? _file;
    private uint _number;
    private bool _isDiskSlow;
    private ushort _sequence;

    public RecordingTests()
    {
        (_left, _) = _stage.Open();
        (_right, _) = _stage.Open();
        G711.EncodeA(WavFile.ToneSamples(400, 0.02, 8000), _low);
        G711.EncodeA(WavFile.ToneSamples(1000, 0.02, 8000), _high);
    }

    private string FilePath => Path.Combine(_folder, "call.wav");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_channels_stay_in_step_through_hold_and_loss()
    {
        var (recording, file) = Begin(new StartRecording(_left.Id, 1, FilePath) { Partner = _right.Id });
        Talk(recording, 1, left: true, right: true);
        Talk(recording, 0.5, left: false, right: true);
        Talk(recording, 0.5, left: true, right: true);
        Talk(recording, 1, left: true, right: false);
        file.Drain().Should().BeTrue();
        recording.End(RecordingEnd.Stopped);
        file.Drain().Should().BeFalse();

        Told().Should().Be(new RecordingEnded(_left.Id, 1, RecordingEnd.Stopped, TimeSpan.FromSeconds(3), ""));
        var samples = Read(out var format);
        (format.Channels, format.SampleRate, format.Frames).Should().Be((2, 8000, 24000));
        var (left, right) = (Channel(samples, 0), Channel(samples, 1));
        Count(left, 400).Should().BeInRange(122, 128);
        Count(right, 1000).Should().BeInRange(97, 103);
        SignalLevel.Of(left.AsSpan(9600, 2000)).Should().BeLessThan(-60, "on hold");
        SignalLevel.Of(right.AsSpan(8000, 8000)).Should().BeGreaterThan(-12);
        SignalLevel.Of(right.AsSpan(18400)).Should().BeLessThan(-60, "it stopped to send");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(FilePath).Should().HaveFlag(UnixFileMode.UserRead).And.NotHaveFlag(UnixFileMode.OtherRead);
        }
    }

    [Fact]
    public void File_can_be_played_at_any_moment()
    {
        var (recording, file) = Begin(new StartRecording(_left.Id, 1, FilePath));
        for (var i = 1; i <= 4; i++)
        {
            Talk(recording, 0.5, left: true, right: false);
            file.Drain().Should().BeTrue();
            Read(out var format);
            (format.Channels, format.Frames).Should().Be((1, i * 4000));
        }
    }

    [Fact]
    public void Message_ends_after_silence_length_or_key()
    {
        var (recording, file) = Begin(new StartRecording(_left.Id, 1, FilePath) { StopAfterSilence = TimeSpan.FromSeconds(2) });
        Talk(recording, 3, left: true, right: false);
        recording.IsOver.Should().BeFalse();
        Talk(recording, 2.2, left: false, right: false);
        Told().Reason.Should().Be(RecordingEnd.Silence);
        Told().Length.TotalSeconds.Should().BeApproximately(5.1, 0.1);

        _stage.Told.Clear();
        (recording, file) = Begin(new StartRecording(_left.Id, 2, FilePath) { MaximumLength = TimeSpan.FromSeconds(1) });
        Talk(recording, 3, left: true, right: false);
        Told().Should().Be(new RecordingEnded(_left.Id, 2, RecordingEnd.MaximumLength, TimeSpan.FromSeconds(1), ""));

        _stage.Told.Clear();
        (recording, file) = Begin(new StartRecording(_left.Id, 3, FilePath) { StopDigits = "#" });
        recording.OnKey('1');
        recording.IsOver.Should().BeFalse();
        recording.OnKey('#');
        file.Drain();
        Told().Reason.Should().Be(RecordingEnd.Digit);
    }

    [Fact]
    public void What_is_said_in_a_pause_is_left_out()
    {
        var (recording, file) = Begin(new StartRecording(_left.Id, 1, FilePath) { Partner = _right.Id });
        Talk(recording, 1, left: true, right: false);
        recording.IsPaused = true;
        Talk(recording, 1, left: false, right: true);
        recording.IsPaused = false;
        Talk(recording, 1, left: true, right: false);
        recording.End(RecordingEnd.Stopped);
        file.Drain();
        Told().Length.Should().Be(TimeSpan.FromSeconds(2));
        Count(Channel(Read(out _), 1), 1000).Should().BeLessThan(6);
    }

    [Theory]
    [InlineData("/dev/full", "space")]
    [InlineData("/nowhere/at/all.wav", "nowhere")]
    public void Disk_that_fails_is_told_and_the_call_goes_on(string path, string reason)
    {
        var (recording, file) = Begin(new StartRecording(_left.Id, 1, path));
        _isDiskSlow = true;
        Talk(recording, 0.2, left: true, right: false);
        file.Drain().Should().BeFalse();
        Told().Reason.Should().Be(RecordingEnd.FileError);
        Told().Detail.Should().Contain(reason);
        Talk(recording, 0.2, left: true, right: false);
        recording.IsOver.Should().BeTrue();
        _left.Statistics().PacketsReceived.Should().BeGreaterThan(15);
    }

    [Fact]
    public void Disk_that_is_too_slow_loses_speech_but_no_time()
    {
        var (recording, file) = Begin(new StartRecording(_left.Id, 1, FilePath));
        _isDiskSlow = true;
        Talk(recording, 8, left: true, right: false);
        _isDiskSlow = false;
        Talk(recording, 1, left: true, right: false);
        recording.End(RecordingEnd.Stopped);
        file.Drain();
        Told().Length.TotalSeconds.Should().BeApproximately(9, 0.02);
        var samples = Read(out _);
        Count(samples, 400).Should().BeInRange(200, 320);
        SignalLevel.Of(samples.AsSpan(samples.Length - 4000)).Should().BeGreaterThan(-12, "the end is where it was said");
    }

    [Fact]
    public void Stream_that_is_closed_ends_its_recording()
    {
        var (recording, file) = Begin(new StartRecording(_left.Id, 1, FilePath));
        _left.Detach();
        recording.IsOver.Should().BeTrue();
        file.Drain().Should().BeFalse();
        Told().Reason.Should().Be(RecordingEnd.Stopped);
    }

    private (StreamRecording Recording, RecordingFile File) Begin(StartRecording start)
    {
        var file = new RecordingFile(start, _stage.Told.Add);
        var recording = new StreamRecording(start, _left, start.Partner is null ? null : _right, file, _stage.Now);
        _left.Recording = recording;
        (_file, _number) = (file, start.Recording);
        return (recording, file);
    }

    private void Talk(StreamRecording recording, double seconds, bool left, bool right)
    {
        for (var end = _stage.Now + TimeSpan.FromSeconds(seconds); _stage.Now < end; _sequence++)
        {
            if (left)
            {
                _stage.Receive(_left, Stage.Remote(1), _low, _sequence, _sequence * 160u);
            }
            if (right)
            {
                _stage.Receive(_right, Stage.Remote(2), _high, _sequence, _sequence * 160u);
            }
            recording.Run(_stage.Now);
            if (!_isDiskSlow && _sequence % 5 == 0 && _stage.Told.OfType<RecordingEnded>().All(e => e.Recording != _number))
            {
                _file!.Drain();
            }
            _stage.Pass(TimeSpan.FromMilliseconds(20));
        }
    }

    private RecordingEnded Told() => _stage.Told.OfType<RecordingEnded>().Should().ContainSingle().Subject;

    private short[] Read(out WavFormat format)
    {
        var bytes = File.ReadAllBytes(FilePath);
        WavFormat
            .TryRead(
                (offset, buffer) =>
                {
                    var part = bytes.AsSpan((int)offset, (int)Math.Min(buffer.Length, bytes.Length - offset));
                    part.CopyTo(buffer);
                    return part.Length;
                },
                bytes.Length,
                out format,
                out var error
            )
            .Should()
            .BeTrue(error);
        return MemoryMarshal.Cast<byte, short>(bytes.AsSpan((int)format.DataOffset)).ToArray();
    }

    private static short[] Channel(short[] samples, int channel) => [.. samples.Where((_, i) => i % 2 == channel)];

    private static int Count(short[] samples, int frequency)
    {
        var meter = new ToneMeter(frequency, 8000);
        meter.Add(samples);
        return meter.Report().ToneFrames;
    }
}
