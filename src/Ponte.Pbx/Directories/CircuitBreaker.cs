using Ponte.Sip.Loop;

namespace Ponte.Pbx.Directories;

/// <summary>
/// Keeps a source that fails or is slow from being asked for a while. After so many failures in a row it is set aside; when the pause is over,
/// one question tries it again, and its answer decides whether it is back or set aside for twice as long.
/// </summary>
/// <remarks>From any thread; the lock is held for a few instructions.</remarks>
internal sealed class CircuitBreaker(DirectoryOptions options)
{
    private readonly Lock _lock = new();
    private int _failures; // guarded by _lock
    private Instant? _until; // guarded by _lock
    private bool _isTrying; // guarded by _lock
    private TimeSpan _pause = options.SetAside; // guarded by _lock

    /// <summary>Whether the source is set aside.</summary>
    public bool IsSetAside
    {
        get
        {
            lock (_lock)
            {
                return _until is not null;
            }
        }
    }

    /// <summary>Asks for leave to ask the source. Who gets it reports by <see cref="Succeeded"/> or <see cref="Failed"/>.</summary>
    public bool TryEnter(Instant now)
    {
        lock (_lock)
        {
            if (_until is not { } until)
            {
                return true;
            }
            if (_isTrying || now < until)
            {
                return false;
            }
            _isTrying = true;
            return true;
        }
    }

    /// <summary>The source answered in time.</summary>
    /// <returns>Whether it is back after having been set aside.</returns>
    public bool Succeeded()
    {
        lock (_lock)
        {
            var isBack = _until is not null;
            (_until, _isTrying, _failures, _pause) = (null, false, 0, options.SetAside);
            return isBack;
        }
    }

    /// <summary>The source failed, or was slow.</summary>
    /// <returns>Whether it is set aside because of it, having been in use before.</returns>
    public bool Failed(Instant now)
    {
        lock (_lock)
        {
            if (_until is not null)
            {
                if (_isTrying)
                {
                    _pause = _pause * 2 > options.MaxSetAside ? options.MaxSetAside : _pause * 2;
                    (_until, _isTrying) = (now + _pause, false);
                }
                return false;
            }
            if (++_failures < options.FailuresUntilSetAside)
            {
                return false;
            }
            _until = now + _pause;
            return true;
        }
    }
}
