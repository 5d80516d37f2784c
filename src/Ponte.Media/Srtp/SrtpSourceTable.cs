namespace Ponte.Media.Srtp;

/// <summary>The sources under one key, bounded.</summary>
internal sealed class SrtpSourceTable
{
    /// <summary>
    /// A call has one source, or one more each time the peer moves its media (hold music, transfer); 16 leave room and keep a stream small.
    /// </summary>
    public const int Capacity = 16;

    private readonly SrtpSource[] _sources = new SrtpSource[Capacity];
    private int _count;
    private int _lastFound;
    private long _uses;

    /// <summary>How many sources are known.</summary>
    public int Count => _count;

    /// <summary>Whether a new source can only replace one.</summary>
    public bool IsFull => _count == Capacity;

    /// <summary>Finds a source; -1 where it is unknown.</summary>
    public int Find(uint ssrc)
    {
        if (_count > 0 && _sources[_lastFound].Ssrc == ssrc)
        {
            return _lastFound;
        }
        for (var i = 0; i < _count; i++)
        {
            if (_sources[i].Ssrc == ssrc)
            {
                return _lastFound = i;
            }
        }
        return -1;
    }

    /// <summary>The place of a source that <see cref="Find"/> or <see cref="Add"/> gave.</summary>
    public ref SrtpSource this[int place] => ref _sources[place];

    /// <summary>Enters a new source; with a full table in the place of the one that was not used for the longest time.</summary>
    public int Add(uint ssrc)
    {
        var place = _count < Capacity ? _count++ : Oldest();
        _sources[place] = new SrtpSource { Ssrc = ssrc, LastUsed = ++_uses };
        return _lastFound = place;
    }

    /// <summary>Remembers that a source was used.</summary>
    public void Touch(int place) => _sources[place].LastUsed = ++_uses;

    private int Oldest()
    {
        var oldest = 0;
        for (var i = 1; i < Capacity; i++)
        {
            if (_sources[i].LastUsed < _sources[oldest].LastUsed)
            {
                oldest = i;
            }
        }
        return oldest;
    }
}
