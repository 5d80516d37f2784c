using Ponte.Media.Control;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Hosting;

/// <summary>
/// What a client must not miss while there is none: a stream was latched, its audio started, it fell silent, a playback or a recording ended. The last of each kind and stream is kept,
/// so there are no more than a few for each stream. Keys that were pressed are not kept: what they were meant for is over.
/// </summary>
internal sealed class RetainedEvents(IMediaControl engine)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(StreamId Stream, Type Kind), MediaEvent> _events = [];
    private readonly Dictionary<StreamId, ValueTask<MediaReply>> _whenSilent = [];

    /// <summary>Keeps an event.</summary>
    public void Add(MediaEvent mediaEvent)
    {
        lock (_gate)
        {
            switch (mediaEvent)
            {
                case StreamLatched latched:
                    _events[(latched.Stream, typeof(StreamLatched))] = latched;
                    break;
                case AudioStarted started:
                    _events[(started.Stream, typeof(AudioStarted))] = started;
                    break;
                case StreamSilent silent:
                    _events[(silent.Stream, typeof(StreamSilent))] = silent;
                    // Preserved: it is awaited once, in TakeAsync.
                    _whenSilent[silent.Stream] = engine.SendAsync(new QueryStatistics(silent.Stream)).Preserve();
                    break;
                case PlaybackEnded ended:
                    _events[(ended.Stream, typeof(PlaybackEnded))] = ended;
                    break;
                case RecordingEnded ended:
                    _events[(ended.Stream, typeof(RecordingEnded))] = ended;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Takes all that is still true: a stream that receives again is not silent any more.</summary>
    public async Task<List<MediaEvent>> TakeAsync()
    {
        List<MediaEvent> events;
        Dictionary<StreamId, ValueTask<MediaReply>> whenSilent;
        lock (_gate)
        {
            events = [.. _events.Values];
            whenSilent = new(_whenSilent);
            _events.Clear();
            _whenSilent.Clear();
        }
        for (var i = events.Count - 1; i >= 0; i--)
        {
            if (events[i] is StreamSilent silent && await HasReceivedSinceAsync(silent.Stream, whenSilent[silent.Stream]))
            {
                events.RemoveAt(i);
            }
        }
        return events;
    }

    /// <summary>Takes what came since <see cref="TakeAsync"/>: a moment ago, and therefore true.</summary>
    public List<MediaEvent> TakeRest()
    {
        lock (_gate)
        {
            List<MediaEvent> events = [.. _events.Values];
            _events.Clear();
            _whenSilent.Clear();
            return events;
        }
    }

    private async ValueTask<bool> HasReceivedSinceAsync(StreamId stream, ValueTask<MediaReply> then) =>
        await then is StatisticsReply before
        && await engine.SendAsync(new QueryStatistics(stream)) is StatisticsReply now
        && now.Statistics.PacketsReceived > before.Statistics.PacketsReceived;
}
