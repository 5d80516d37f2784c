using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Playing;
using Ponte.Media.Tones;

namespace Ponte.Media.Engine;

/// <summary>What streams hear of us: tones and files.</summary>
public sealed partial class MediaEngine
{
    private const int ToneSampleRate = 8000;

    private void PlayTone(PendingCommand pending, PlayTone play)
    {
        if (PlaybackRules.CheckTone(play.Tone, play.Country, play.Frequency) is { } error)
        {
            pending.Refuse(MediaError.InvalidValue, error);
            return;
        }
        var tone = new SteadyTone(new ToneGenerator(CountryTones.For(play.Tone, play.Country, play.Frequency), ToneSampleRate));
        Start(pending, play.Stream, play.UntilAudioFrom, _ => tone);
    }

    private void Play(PendingCommand pending, Play play)
    {
        if (PlaybackRules.Check(play) is { } error)
        {
            pending.Refuse(MediaError.InvalidValue, error);
            return;
        }
        Start(
            pending,
            play.Stream,
            play.UntilAudioFrom,
            rate =>
            {
                var playback = new Playback(play, rate, _services.Raise);
                _reader.Add(playback);
                return playback;
            }
        );
    }

    /// <summary>Plays what is made for the stream's sample rate.</summary>
    private void Start(PendingCommand pending, StreamId stream, StreamId? untilAudioFrom, Func<int, IFrameSource> make)
    {
        if (untilAudioFrom is { } until)
        {
            OnPair(pending, until, stream, (source, sink) => worker => Start(worker, sink, make, source));
        }
        else
        {
            OnStream(pending, stream, (worker, sink) => Start(worker, sink, make, null));
        }
    }

    private static MediaReply Start(MediaWorker worker, MediaStream stream, Func<int, IFrameSource> make, MediaStream? until)
    {
        var rate = stream.Sender.Maker.SampleRate;
        if (rate == 0 || !stream.TryPlay(make(rate), until, worker.Now))
        {
            return new MediaRefused(MediaError.InvalidValue, $"Stream {stream.Id} has no format that audio can be made in.");
        }
        worker.Pace(stream);
        return Done;
    }

    private static MediaDone Stop<TSource>(MediaWorker worker, MediaStream stream)
        where TSource : IFrameSource
    {
        stream.Stop<TSource>(PlaybackEnd.Stopped, worker.Now);
        return Done;
    }
}
