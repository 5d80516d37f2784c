using Ponte.Pbx.Company;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Plan;

/// <summary>Finds whose a PIN is, and stops who guesses. From any thread.</summary>
/// <param name="secret">Fetches a secret of the document; null where its reference leads nowhere.</param>
/// <param name="time">The clock.</param>
public sealed class PinBook(Func<SecretReference, string?> secret, TimeProvider time)
{
    private readonly PinGuard _guard = new(time);

    /// <summary>The user whose PIN it is; null where it is nobody's, or the caller has guessed too often.</summary>
    /// <param name="pin">What was dialled.</param>
    /// <param name="caller">From whose phone.</param>
    /// <param name="company">The snapshot.</param>
    public UserSettings? OwnerOf(string pin, UserSettings caller, CompanySnapshot company)
    {
        ArgumentNullException.ThrowIfNull(pin);
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(company);
        return pin.Length == 0 || _guard.IsLocked(caller.Id)
            ? null
            : company.Document.Users.FirstOrDefault(u => u.Pin is { } own && pin.Equals(secret(own), StringComparison.Ordinal));
    }

    /// <summary>Notes that a wrong PIN was dialled.</summary>
    /// <param name="user">From whose phone.</param>
    public void NoteWrong(string user) => _guard.NoteWrong(user);
}
