using System.Collections.Concurrent;

namespace Ponte.Media.Recording;

/// <summary>
/// The thread that writes recordings, so that no worker ever waits for a disk, and no announcement for a recording. It begins with the first recording, and rests
/// while there is none.
/// </summary>
internal sealed class RecordingWriter : IDisposable
{
    /// <summary>How often files are written: what a killed process loses.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<RecordingFile> _new = new();
    private readonly List<RecordingFile> _open = [];
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Lock _gate = new();
    private Thread? _thread;
    private volatile bool _stopping;

    /// <summary>Writes a file until it is ended. From any thread.</summary>
    public void Add(RecordingFile file)
    {
        _new.Enqueue(file);
        lock (_gate)
        {
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "media writing" };
                _thread.Start();
            }
        }
        _wake.Set();
    }

    /// <summary>Writes what waits, closes all files and ends the thread. What is not ended by then ends here.</summary>
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
            Drain();
            _wake.WaitOne(_open.Count > 0 ? Step : Timeout.InfiniteTimeSpan);
        }
        _open.ForEach(f => f.End(Control.Model.RecordingEnd.Stopped));
        Drain();
    }

    private void Drain()
    {
        while (_new.TryDequeue(out var file))
        {
            _open.Add(file);
        }
        _open.RemoveAll(f => !MustWait(f) && !f.Drain());
    }

    /// <summary>Whether an earlier one still has the file.</summary>
    private bool MustWait(RecordingFile file)
    {
        foreach (var earlier in _open)
        {
            if (earlier == file)
            {
                return false;
            }
            if (!earlier.IsClosed && earlier.Path.Equals(file.Path, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }
}
