using System.Net;
using Ponte.Media.Control;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.TestKit.Media;

/// <summary>
/// A media engine without media: it obeys the contract of <see cref="IMediaControl"/>, keeps what every stream is told, and records the
/// commands in their order. Used on the test's thread only.
/// </summary>
public sealed class FakeMedia : IMediaControl
{
    private readonly Dictionary<StreamId, FakeStream> _streams = [];
    private readonly List<MediaCommand> _commands = [];
    private readonly List<Action> _held = [];
    private int _nextPort = 40000;
    private bool _isHolding;

    /// <inheritdoc/>
    public event Action<MediaEvent>? EventRaised;

    /// <summary>The streams that are open.</summary>
    public IReadOnlyDictionary<StreamId, FakeStream> Streams => _streams;

    /// <summary>Every command, in order.</summary>
    public IReadOnlyList<MediaCommand> Commands => _commands;

    /// <summary>Commands that were refused: in most tests a defect.</summary>
    public List<(MediaCommand Command, MediaRefused Reply)> Refusals { get; } = [];

    /// <summary>Refuses every <see cref="OpenStream"/> with this.</summary>
    public MediaError? RefuseOpening { get; set; }

    /// <summary>Whether the process is gone.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The address that streams of each name are opened on; other names are unknown.</summary>
    public Dictionary<string, IPAddress> Addresses { get; } =
        new(StringComparer.Ordinal) { ["default"] = IPAddress.Parse("192.0.2.1"), ["teams"] = IPAddress.Parse("192.0.2.2") };

    /// <inheritdoc/>
    public ValueTask<MediaReply> SendAsync(MediaCommand command, CancellationToken cancellationToken = default)
    {
        _commands.Add(command);
        if (!_isHolding)
        {
            return ValueTask.FromResult(Obey(command));
        }
        var reply = new TaskCompletionSource<MediaReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _held.Add(() => reply.SetResult(Obey(command)));
        return new ValueTask<MediaReply>(reply.Task);
    }

    /// <summary>Lets commands wait for <see cref="Release"/>.</summary>
    public void Hold() => _isHolding = true;

    /// <summary>Obeys the commands that wait, in their order.</summary>
    public void Release()
    {
        _isHolding = false;
        foreach (var command in _held)
        {
            command();
        }
        _held.Clear();
    }

    /// <summary>Tells something.</summary>
    public void Raise(MediaEvent mediaEvent) => EventRaised?.Invoke(mediaEvent);

    /// <summary>The process ends; every stream is gone.</summary>
    public void Lose(string reason)
    {
        IsLost = true;
        _streams.Clear();
        Raise(new MediaLost(reason));
    }

    /// <summary>A process is there again.</summary>
    public void Restore()
    {
        IsLost = false;
        Raise(new MediaRestored());
    }

    /// <summary>Forgets a stream that the media lost while nobody listened.</summary>
    public void Forget(StreamId stream) => _streams.Remove(stream);

    private MediaReply Obey(MediaCommand command)
    {
        var reply = IsLost ? new MediaRefused(MediaError.Unavailable, "the media process is not there") : Reply(command);
        if (reply is MediaRefused refused)
        {
            Refusals.Add((command, refused));
        }
        return reply;
    }

    private MediaReply Reply(MediaCommand command) =>
        command switch
        {
            OpenStream c => Open(c),
            CloseCall c => CloseAll(c.Call),
            ListStreams => new StreamList([.. _streams.Values.Select(s => new StreamListEntry(s.Id, s.Call, s.Rtp))]),
            ConfigureStream c => With(c.Stream, s => (s.Settings, s.Configurations) = (c.Settings, s.Configurations + 1)),
            Connect c => _streams.ContainsKey(c.Sink) ? With(c.Source, s => s.Listeners.Add(c.Sink)) : Unknown(),
            Disconnect c => With(c.Source, s => s.Listeners.Remove(c.Sink)),
            PlayTone c => Play(c),
            StopTone c => With(c.Stream, s => s.Tone = null),
            Play c => With(c.Stream, s => (s.Playing, s.Tone) = (c, null)),
            StopPlaying c => With(c.Stream, s => s.Playing = null),
            DetectKeyTones c => With(c.Stream, s => s.HearsKeyTones = c.IsOn),
            StartRecording c => c.Partner is not { } partner || _streams.ContainsKey(partner)
                ? With(c.Stream, s => s.Recording = c)
                : Unknown(),
            StopRecording c => With(c.Stream, s => s.Recording = null),
            JoinMix c => Join(c),
            LeaveMix c => With(c.Stream, s => (s.Mix, s.Role) = (null, null)),
            SendDigits c => With(c.Stream, _ => { }),
            QueryStatistics c => _streams.ContainsKey(c.Stream) ? Statistics(c.Stream) : Unknown(),
            CloseStream c => _streams.Remove(c.Stream) ? Statistics(c.Stream) : Unknown(),
            _ => new MediaRefused(MediaError.InvalidValue, command.GetType().Name),
        };

    private MediaReply Join(JoinMix command) =>
        _streams.GetValueOrDefault(command.Stream)?.Mix is { } mix && mix != command.Mix
            ? new MediaRefused(MediaError.InvalidValue, "it is in another mix")
            : With(command.Stream, s => (s.Mix, s.Role) = (command.Mix, command.Role));

    private MediaReply Open(OpenStream command)
    {
        if (RefuseOpening is { } error)
        {
            return new MediaRefused(error, "as the test wants");
        }
        if (!Addresses.TryGetValue(command.AddressName, out var address))
        {
            return new MediaRefused(MediaError.UnknownAddress, $"no media address {command.AddressName}");
        }
        if (_streams.ContainsKey(command.Stream))
        {
            return new MediaRefused(MediaError.StreamExists, command.Stream.ToString());
        }
        var rtp = new IPEndPoint(address, _nextPort);
        _nextPort += 2;
        _streams.Add(
            command.Stream,
            new FakeStream
            {
                Id = command.Stream,
                Call = command.Call,
                AddressName = command.AddressName,
                Rtp = rtp,
            }
        );
        return new StreamOpened(command.Stream, rtp, rtp.Port + 1);
    }

    /// <summary>Tones are made in the codecs that the media knows.</summary>
    private MediaReply Play(PlayTone command) =>
        _streams.TryGetValue(command.Stream, out var stream)
        && stream.Settings?.Formats.Any(f => f.Encoding is "PCMA" or "PCMU" or "G722" or "OPUS") == false
            ? new MediaRefused(MediaError.InvalidValue, "no format that tones can be made in")
            : With(command.Stream, s => s.Tone = command);

    private MediaDone CloseAll(ulong call)
    {
        foreach (var stream in _streams.Values.Where(s => s.Call == call).ToList())
        {
            _streams.Remove(stream.Id);
        }
        return new MediaDone();
    }

    private MediaReply With(StreamId stream, Action<FakeStream> change)
    {
        if (!_streams.TryGetValue(stream, out var found))
        {
            return Unknown();
        }
        change(found);
        return new MediaDone();
    }

    /// <summary>Figures by which a test knows whose they are.</summary>
    private static StatisticsReply Statistics(StreamId stream) =>
        new(stream, new StreamStatistics { PacketsReceived = (long)(stream.Value & 0xFFFF), Encoding = "PCMA" });

    private static MediaRefused Unknown() => new(MediaError.UnknownStream, "no such stream");
}
