namespace Ponte.Media.Sockets;

/// <summary>
/// How long a worker lets packets gather before it looks at its sockets again. With few packets it wakes for each at once; the more come, the
/// longer it pauses, so that one wake-up serves many packets. Pure: time and counts come in as arguments. For one thread.
/// </summary>
/// <remarks>
/// A wake-up costs a context switch and an epoll call, as much as a third of a packet, so it pays to share it. Above
/// <see cref="FullFromPerSecond"/> the pause is as long as <see cref="PacketsPerWake"/> packets take to come, but never longer than the longest one
/// set; more packets a second make it shorter again, because more of them gather. Between <see cref="ImmediateBelowPerSecond"/> and there it grows
/// in a line. It changes only after a whole <see cref="Window"/> and by at least an eighth, so that the pace of a worker is steady.
/// </remarks>
internal sealed class WakePolicy
{
    /// <summary>Up to so many packets in a second a worker wakes at once: 20 relayed calls.</summary>
    public const int ImmediateBelowPerSecond = 2_000;

    /// <summary>From so many packets in a second on the pause has its full length: 100 relayed calls.</summary>
    public const int FullFromPerSecond = 10_000;

    /// <summary>How many packets a pause shall gather: enough to spare nine wake-ups of ten, few enough to keep the delay down.</summary>
    public const int PacketsPerWake = 16;

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
        const double Span = FullFromPerSecond - ImmediateBelowPerSecond;
        var share = Math.Clamp((packetsPerSecond - ImmediateBelowPerSecond) / Span, 0, 1);
        IsBusy = share > 0;
        var wanted = TimeSpan.Zero;
        if (IsBusy)
        {
            var gathering = TimeSpan.FromSeconds(PacketsPerWake / packetsPerSecond);
            wanted = share * (gathering < _longest ? gathering : _longest);
        }
        if (!IsBusy || (wanted - Pause).Duration() >= Pause / 8)
        {
            Pause = wanted;
        }
    }
}
