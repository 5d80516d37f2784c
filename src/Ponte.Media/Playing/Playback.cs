using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;
using Ponte.Media.Tones;

namespace Ponte.Media.Playing;

/// <summary>A list of sources that one stream hears. The reading thread fills a ring ahead of the worker, which takes frames from it and never waits.</summary>
internal sealed class Playback : IFrameSource, IDisposable
{
    /// <summary>How far is read ahead: longer than a disk thinks.</summary>
    private static readonly TimeSpan ReadAhead = TimeSpan.FromSeconds(1);

    private readonly Play _play;
    private readonly Action<MediaEvent> _raise;
    private readonly SampleRing _ring;
    private readonly short[] _piece = new short[960];
    private IClip? _clip;
    private int _next;
    private bool _readAny;
    private long _toSkip;
    private long _skipped;
    private string _error = "";
    private volatile bool _isRead;
    private volatile bool _isOver;

    /// <summary>Begins a playback.</summary>
    /// <param name="play">What is played.</param>
    /// <param name="rate">Samples a second of the stream's codec.</param>
    /// <param name="raise">Tells its end.</param>
    public Playback(Play play, int rate, Action<MediaEvent> raise)
    {
        _play = play;
        _raise = raise;
        SampleRate = rate;
        _ring = new SampleRing((int)(ReadAhead.TotalSeconds * rate));
        _toSkip = (long)(play.Start.TotalSeconds * rate);
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <summary>Whether a key ends it.</summary>
    public bool StopsAt(char digit) => _play.StopDigits.Contains(digit, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Fill(Span<short> samples)
    {
        // Asked first: what was read before it was said is then in the ring.
        var isRead = _isRead;
        var taken = _ring.Take(samples);
        samples[taken..].Clear();
        return !isRead || _ring.Count > 0;
    }

    /// <inheritdoc/>
    public void End(PlaybackEnd reason)
    {
        _isOver = true;
        if (reason == PlaybackEnd.Finished && _error.Length > 0)
        {
            reason = PlaybackEnd.FileError;
        }
        var position = RtpClock.ToTimeSpan(Volatile.Read(ref _skipped) + _ring.Taken, SampleRate);
        _raise(new PlaybackEnded(_play.Stream, _play.Playback, reason, position, reason == PlaybackEnd.FileError ? _error : ""));
    }

    /// <summary>Reads ahead. For the reading thread.</summary>
    /// <returns>False when there is no more to read.</returns>
    public bool Refill(PromptCache cache)
    {
        try
        {
            while (!_isOver && _ring.Room >= _piece.Length)
            {
                if (_clip is null && !OpenNext(cache))
                {
                    _isRead = true;
                    return false;
                }
                ReadPiece();
            }
        }
        catch (IOException error)
        {
            _error = error.Message;
            _isRead = true;
        }
        return !_isRead && !_isOver;
    }

    /// <summary>Closes what is open. For the reading thread.</summary>
    public void Dispose()
    {
        _clip?.Dispose();
        _clip = null;
    }

    private void ReadPiece()
    {
        if (_toSkip > 0)
        {
            var skipped = _clip!.Skip(_toSkip);
            _toSkip -= skipped;
            _readAny |= skipped > 0;
            Volatile.Write(ref _skipped, _skipped + skipped);
        }
        var read = _clip!.Read(_piece);
        _ring.Write(_piece.AsSpan(0, read));
        _readAny |= read > 0;
        if (read == 0)
        {
            Dispose();
        }
    }

    private bool OpenNext(PromptCache cache)
    {
        if (_next == _play.Sources.Length)
        {
            // A list in which there is nothing would go round for ever.
            if (!_play.Loop || !_readAny)
            {
                return false;
            }
            (_next, _readAny) = (0, false);
        }
        _clip = Open(_play.Sources[_next++], cache);
        return _clip is not null;
    }

    private IClip? Open(PlaySource source, PromptCache cache) =>
        source switch
        {
            FileSource file => cache.Open(file.Path, SampleRate, out _error),
            SealedSource message => SealedSamples.Open(message, out _error) is { } file ? new FileClip(file, SampleRate) : null,
            SilenceSource silence => MadeClip.Silence(silence.Length, SampleRate),
            ToneSource tone => MadeClip.Tone(CountryTones.For(tone.Tone, tone.Country, tone.Frequency), tone.Length, SampleRate),
            _ => null,
        };
}
