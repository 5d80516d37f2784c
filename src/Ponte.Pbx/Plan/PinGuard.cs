using System.Collections.Concurrent;

namespace Ponte.Pbx.Plan;

/// <summary>Counts wrong PINs, by the user who dials them or by the box that they are for, and locks who guesses out. From any thread.</summary>
/// <param name="time">The clock.</param>
public sealed class PinGuard(TimeProvider time)
{
    /// <summary>So many wrong PINs, then no PIN is right for <see cref="LockTime"/>.</summary>
    public const int MaxWrong = 5;

    /// <summary>How long who guessed must wait.</summary>
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (int Wrong, DateTimeOffset At)> _guesses = new(StringComparer.Ordinal);

    /// <summary>Whether no PIN is right for now.</summary>
    public bool IsLocked(string whose) => WrongOf(whose) >= MaxWrong;

    /// <summary>A wrong one was entered.</summary>
    /// <returns>Whether that was one too many.</returns>
    public bool NoteWrong(string whose)
    {
        var wrong = WrongOf(whose) + 1;
        _guesses[whose] = (wrong, time.GetUtcNow());
        return wrong >= MaxWrong;
    }

    /// <summary>The right one was entered, or an administrator unlocks the box.</summary>
    public void Forget(string whose) => _guesses.TryRemove(whose, out _);

    private int WrongOf(string whose)
    {
        var (wrong, at) = _guesses.GetValueOrDefault(whose);
        return time.GetUtcNow() - at < LockTime ? wrong : 0;
    }
}
