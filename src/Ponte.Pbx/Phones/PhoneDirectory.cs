using System.Collections.Frozen;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Phones;

/// <summary>The accounts of a company document, their passwords fetched. Immutable.</summary>
public sealed class PhoneDirectory
{
    private const string DefaultRealm = "ponte";
    private readonly FrozenDictionary<string, PhoneAccount> _accounts;

    /// <summary>Creates it.</summary>
    /// <param name="company">The company's name, of which the realm is made.</param>
    /// <param name="accounts">The accounts.</param>
    public PhoneDirectory(string company, IEnumerable<PhoneAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(company);
        _accounts = accounts.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);
        Realm = RealmOf(company);
    }

    /// <summary>The accounts of a document. Fetches secrets, from files too, so not on a loop.</summary>
    public static PhoneDirectory Of(CompanyDocument document, Func<SecretReference, string?> secret)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(secret);
        var devices = document.Users.SelectMany(u => u.Devices.Select(d => new PhoneAccount(d.Login, secret(d.Password), u.Id, null)));
        var lines = document
            .Lines.OfType<TrunkSettings>()
            .Where(l => l.Accept is not null)
            .Select(l => new PhoneAccount(l.Accept!.User, secret(l.Accept.Password), null, l.Name));
        return new PhoneDirectory(document.Company.Name, devices.Concat(lines));
    }

    /// <summary>A directory without accounts.</summary>
    public static PhoneDirectory Empty { get; } = new("", []);

    /// <summary>What phones are asked their password for. Passwords are hashed with it, so it is plain ASCII, which all phones write alike.</summary>
    public string Realm { get; }

    /// <summary>The accounts.</summary>
    public IReadOnlyCollection<PhoneAccount> Accounts => _accounts.Values;

    /// <summary>The account of a user name; null where there is none.</summary>
    public PhoneAccount? Find(string name) => _accounts.GetValueOrDefault(name);

    private static string RealmOf(string company)
    {
        var text = string.Concat(company.Where(c => c is >= ' ' and <= '~' and not ('"' or '\\'))).Trim();
        return text.Length == 0 ? DefaultRealm : text;
    }
}
