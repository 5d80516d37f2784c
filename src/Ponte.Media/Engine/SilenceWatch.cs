namespace Ponte.Media.Engine;

/// <summary>
/// Watches for a peer that sends no RTP although it should. Told once, until RTP comes again. Pure: time is an argument. For one thread.
/// </summary>
/// <remarks>Between two checks at most <see cref="MaximumStep"/> counts as silence: when the machine stood still, so did our ears.</remarks>
internal sealed class SilenceWatch
{
    /// <summary>The most that one check adds to the silence.</summary>
    public static readonly TimeSpan MaximumStep = TimeSpan.FromMilliseconds(500);

    private TimeSpan _timeout;
    private TimeSpan _silent;
    private TimeSpan _checkedAt;
    private bool _expecting;
    private bool _told;

    /// <summary>Takes over new settings; a stream that begins to expect RTP begins to count.</summary>
    /// <param name="expecting">Whether RTP may be expected: the direction receives and an address was agreed.</param>
    /// <param name="timeout">The silence that is told; zero tells none.</param>
    /// <param name="now">The current time.</param>
    public void Configure(bool expecting, TimeSpan timeout, TimeSpan now)
    {
        if (expecting && !_expecting)
        {
            _silent = TimeSpan.Zero;
            _checkedAt = now;
            _told = false;
        }
        _expecting = expecting;
        _timeout = timeout;
    }

    /// <summary>RTP came.</summary>
    public void Hear()
    {
        _silent = TimeSpan.Zero;
        _told = false;
    }

    /// <summary>Looks at the clock. True when the silence is to be told now.</summary>
    public bool Check(TimeSpan now, out TimeSpan since)
    {
        var step = now - _checkedAt;
        _silent += step > MaximumStep ? MaximumStep : step;
        _checkedAt = now;
        since = _silent;
        if (!_expecting || _told || _timeout == TimeSpan.Zero || _silent < _timeout)
        {
            return false;
        }
        _told = true;
        return true;
    }
}
