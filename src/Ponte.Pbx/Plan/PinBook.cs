using System.Collections.Concurrent;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>Finds whose a PIN is, and stops who guesses. From any thread.</summary>
/// <param name="secret">Fetches a secret of the document; null where its reference leads nowhere.</param>
/// <param name="time">The clock.</param>
public sealed class PinBook(Func<SecretReference, string?> secret, TimeProvider time)
{
    /// <summary>So many wrong PINs, then no PIN is right from there for <see cref="Pause"/>.</summary>
    public const int MaxWrong = 5;

    /// <summary>How long who guessed must wait.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (int Wrong, DateTimeOffset At)> _guesses = new(StringComparer.Ordinal);

    /// <summary>The user whose PIN it is; null where it is nobody's, or the caller has guessed too often.</summary>
    /// <param name="pin">What was dialled.</param>
    /// <param name="caller">From whose phone.</param>
    /// <param name="company">The snapshot.</param>
    public UserSettings? OwnerOf(string pin, UserSettings caller, CompanySnapshot company)
    {
        ArgumentNullException.ThrowIfNull(pin);
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(company);
        return pin.Length == 0 || GuessesOf(caller.Id) >= MaxWrong
            ? null
            : company.Document.Users.FirstOrDefault(u => u.Pin is { } own && pin.Equals(secret(own), StringComparison.Ordinal));
    }

    /// <summary>Notes that a wrong PIN was dialled.</summary>
    /// <param name="user">From whose phone.</param>
    public void NoteWrong(string user) => _guesses[user] = (GuessesOf(user) + 1, time.GetUtcNow());

    private int GuessesOf(string user)
    {
        var (wrong, at) = _guesses.GetValueOrDefault(user);
        return time.GetUtcNow() - at < Pause ? wrong : 0;
    }
}
