using System.Collections.Concurrent;

namespace Ponte.Media.Playing;

/// <summary>
/// The thread that reads files ahead of those who play them, so that no worker ever waits for a disk. It begins with the first playback, and rests while
/// there is none.
/// </summary>
internal sealed class PlaybackReader : IDisposable
{
    /// <summary>How often rings are filled up: a twentieth of what they hold.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<Playback> _new = new();
    private readonly List<Playback> _playing = [];
    private readonly PromptCache _cache = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Lock _gate = new();
    private Thread? _thread;
    private volatile bool _stopping;

    /// <summary>Reads for a playback until it is over. From any thread.</summary>
    public void Add(Playback playback)
    {
        _new.Enqueue(playback);
        lock (_gate)
        {
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "media reading" };
                _thread.Start();
            }
        }
        _wake.Set();
    }

    /// <summary>Ends the thread and closes all files.</summary>
    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        _thread?.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        while (!_stopping)
        {
            while (_new.TryDequeue(out var playback))
            {
                _playing.Add(playback);
            }
            for (var i = _playing.Count - 1; i >= 0; i--)
            {
                if (!_playing[i].Refill(_cache))
                {
                    _playing[i].Dispose();
                    _playing.RemoveAt(i);
                }
            }
            _wake.WaitOne(_playing.Count > 0 ? Step : Timeout.InfiniteTimeSpan);
        }
        _playing.ForEach(p => p.Dispose());
    }
}
