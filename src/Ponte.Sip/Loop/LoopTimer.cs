namespace Ponte.Sip.Loop;

/// <summary>A callback due at an instant. Belongs to one <see cref="EventLoop"/>; used on its thread only.</summary>
public sealed class LoopTimer
{
    private Action? _callback;

    internal LoopTimer(Instant due, Action callback)
    {
        Due = due;
        _callback = callback;
    }

    /// <summary>When the callback is due.</summary>
    public Instant Due { get; }

    /// <summary>Whether the callback is still to come.</summary>
    public bool IsPending => _callback is not null;

    internal LoopTimer? Next { get; set; }

    /// <summary>Forgets the callback. Safe to call twice and after it ran.</summary>
    public void Cancel() => _callback = null;

    internal Action? Take()
    {
        var callback = _callback;
        _callback = null;
        return callback;
    }
}
