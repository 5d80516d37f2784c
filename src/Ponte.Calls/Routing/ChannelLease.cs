namespace Ponte.Calls.Routing;

/// <summary>A channel of a line, taken for one leg. Given back once, however often <see cref="Release"/> is called.</summary>
public sealed class ChannelLease
{
    private Action? _release;

    /// <summary>Creates a lease.</summary>
    /// <param name="release">Gives the channel back. Called once at most, on any loop; it must not block.</param>
    public ChannelLease(Action release)
    {
        ArgumentNullException.ThrowIfNull(release);
        _release = release;
    }

    /// <summary>Gives the channel back. From any thread.</summary>
    public void Release() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
