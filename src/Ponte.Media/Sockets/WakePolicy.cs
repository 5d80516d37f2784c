namespace Ponte.Media.Sockets;

/// <summary>
/// How long a worker lets packets gather before it looks at its sockets again. With few packets it wakes for each at once; the more come, the
/// longer it pauses, so that one wake-up serves many packets. Pure: time and counts come in as arguments. For one thread.
/// </summary>
/// <remarks>
/// A wake-up costs a context switch and an epoll call, so pausing saves processor time only where several packets gather in one pause.
/// The pause grows in a line from <see cref="ImmediateBelowPerSecond"/> to <see cref="LongestFromPerSecond"/>. It changes only after a whole
/// <see cref="Window"/> and by at least an eighth of the longest, so that the pace of a worker is steady.
/// </remarks>
internal sealed class WakePolicy
{
    /// <summary>Up to so many packets in a second a worker wakes at once: 20 relayed calls.</summary>
    public const int ImmediateBelowPerSecond = 2_000;

    /// <summary>From so many packets in a second on the pause is the longest: 100 relayed calls.</summary>
    public const int LongestFromPerSecond = 10_000;

    /// <summary>How long packets are counted before the pause is set anew.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan _longest;
    private TimeSpan _windowStart;
    private long _packets;

    /// <summary>A policy that begins with waking at once.</summary>
    /// <param name="longest">The longest pause; zero always wakes at once.</param>
    /// <param name="now">The current time of the worker.</param>
    public WakePolicy(TimeSpan longest, TimeSpan now)
    {
        _longest = longest;
        _windowStart = now;
    }

    /// <summary>The pause to make before the next look; zero to wait for the first packet instead.</summary>
    public TimeSpan Pause { get; private set; }

    /// <summary>Whether more packets come than <see cref="ImmediateBelowPerSecond"/>.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Tells how many packets one look at the sockets found.</summary>
    public void Count(int packets, TimeSpan now)
    {
        _packets += packets;
        var elapsed = now - _windowStart;
        if (elapsed < Window)
        {
            return;
        }
        Adjust(_packets / elapsed.TotalSeconds);
        _packets = 0;
        _windowStart = now;
    }

    private void Adjust(double packetsPerSecond)
    {
        const double Span = LongestFromPerSecond - ImmediateBelowPerSecond;
        var share = Math.Clamp((packetsPerSecond - ImmediateBelowPerSecond) / Span, 0, 1);
        var wanted = _longest * share;
        IsBusy = share > 0;
        if (share is 0 or 1 || (wanted - Pause).Duration() >= _longest / 8)
        {
            Pause = wanted;
        }
    }
}
