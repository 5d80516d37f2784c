using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Ponte.Server.Web.Accounts;

/// <summary>Accounts and keys in memory, written through to the database. From any thread.</summary>
internal sealed class AccountBook
{
    /// <summary>The shortest password; NIST SP 800-63B asks for length, and for no kinds of characters.</summary>
    public const int MinPassword = 12;

    /// <summary>The longest password: a hash of more would be work for an attacker to give.</summary>
    public const int MaxPassword = 200;

    private const string KeyPrefix = "ponte_";

    private readonly AccountStore _store;
    private readonly TimeProvider _time;
    private readonly PasswordHasher<Account> _hasher = new();
    private readonly Lock _one = new();

    /// <summary>What a password is compared with where there is no such account: it takes the same time.</summary>
    private readonly Account _nobody;
    private ImmutableSortedDictionary<string, Account> _accounts;
    private ImmutableDictionary<string, ApiKey> _keys;

    /// <summary>Loads what is kept.</summary>
    /// <exception cref="Storage.StorageException">The database cannot be read.</exception>
    public AccountBook(AccountStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _accounts = store.Accounts().ToImmutableSortedDictionary(a => a.Name, a => a, StringComparer.Ordinal);
        _keys = store.Keys().ToImmutableDictionary(k => k.Hash, k => k, StringComparer.Ordinal);
        _nobody = new Account
        {
            Name = "",
            Hash = "",
            Role = Role.User,
            Stamp = "",
            CreatedAt = default,
        };
        _nobody = _nobody with { Hash = _hasher.HashPassword(_nobody, "nobody has this password") };
    }

    /// <summary>All accounts by name.</summary>
    public IEnumerable<Account> Accounts => _accounts.Values;

    /// <summary>All keys, the oldest first.</summary>
    public IEnumerable<ApiKey> Keys => _keys.Values.OrderBy(k => k.CreatedAt);

    /// <summary>Whether nobody can sign in yet.</summary>
    public bool IsEmpty => _accounts.IsEmpty;

    /// <summary>The account; null where there is none of that name.</summary>
    public Account? Find(string name) => _accounts.GetValueOrDefault(NameOf(name));

    /// <summary>A name as it is kept.</summary>
    public static string NameOf(string name) => name.Trim().ToLowerInvariant();

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static string? FaultOfName(string name) =>
        NameOf(name) is { Length: > 0 and <= 64 } kept && kept.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@')
            ? null
            : "is no name for an account; give up to 64 letters, digits, dots, hyphens, @";

    /// <summary>What is wrong with a password; null where nothing is.</summary>
    public static string? FaultOfPassword(string password) =>
        password.Length < MinPassword ? $"is too short; give {MinPassword} characters or more, a few words for instance"
        : password.Length > MaxPassword ? $"is too long; give {MaxPassword} characters at most"
        : null;

    /// <summary>The account whose name and password these are; null where they are not.</summary>
    public Account? Check(string name, string password)
    {
        var account = Find(name);
        var (against, given) = (account ?? _nobody, password.Length <= MaxPassword ? password : "");
        return _hasher.VerifyHashedPassword(against, against.Hash, given) == PasswordVerificationResult.Failed ? null : account;
    }

    /// <summary>Makes an account.</summary>
    /// <returns>The account; null where there is one of that name.</returns>
    /// <exception cref="Storage.StorageException">It cannot be kept.</exception>
    public Account? Add(string name, string password, Role role, string person)
    {
        var account = WithPassword(
            new Account
            {
                Name = NameOf(name),
                Hash = "",
                Role = role,
                Person = person,
                Stamp = "",
                CreatedAt = _time.GetUtcNow(),
            },
            password
        );
        lock (_one)
        {
            if (_accounts.ContainsKey(account.Name))
            {
                return null;
            }
            _store.Save(account);
            _accounts = _accounts.SetItem(account.Name, account);
            return account;
        }
    }

    /// <summary>The account with another password, which ends its sessions. Not kept yet.</summary>
    public Account WithPassword(Account account, string password) =>
        account with
        {
            Hash = _hasher.HashPassword(account, password),
            Stamp = NewStamp(),
        };

    /// <summary>A new stamp for an account whose role changes.</summary>
    public static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Changes an account that is there.</summary>
    /// <returns>Whether it was changed: not where it would leave nobody who administers.</returns>
    /// <exception cref="Storage.StorageException">It cannot be kept.</exception>
    public bool Change(Account account)
    {
        lock (_one)
        {
            if (!_accounts.ContainsKey(account.Name) || IsLastAdministrator(account.Name) && account.Role != Role.Administrator)
            {
                return false;
            }
            _store.Save(account);
            _accounts = _accounts.SetItem(account.Name, account);
            return true;
        }
    }

    /// <summary>Takes an account away.</summary>
    /// <returns>Whether it was there, and not the last one that administers.</returns>
    /// <exception cref="Storage.StorageException">The database cannot be written.</exception>
    public bool Remove(string name)
    {
        var kept = NameOf(name);
        lock (_one)
        {
            if (!_accounts.ContainsKey(kept) || IsLastAdministrator(kept))
            {
                return false;
            }
            _store.RemoveAccount(kept);
            _accounts = _accounts.Remove(kept);
            return true;
        }
    }

    /// <summary>Makes a key.</summary>
    /// <returns>The key, and what the program sends, which is not kept.</returns>
    /// <exception cref="Storage.StorageException">It cannot be kept.</exception>
    public (ApiKey Key, string Text) AddKey(string name, Role role, string createdBy)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var text = $"{KeyPrefix}{id}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        var key = new ApiKey(id, name, HashOf(text), role, createdBy, _time.GetUtcNow());
        lock (_one)
        {
            _store.Save(key);
            _keys = _keys.SetItem(key.Hash, key);
        }
        return (key, text);
    }

    /// <summary>The key that a program sent; null where there is none such.</summary>
    public ApiKey? FindKey(string text) =>
        text.Length <= MaxPassword && text.StartsWith(KeyPrefix, StringComparison.Ordinal) ? _keys.GetValueOrDefault(HashOf(text)) : null;

    /// <summary>Takes a key away.</summary>
    /// <exception cref="Storage.StorageException">The database cannot be written.</exception>
    public ApiKey? RemoveKey(string id)
    {
        lock (_one)
        {
            if (_keys.Values.FirstOrDefault(k => k.Id.Equals(id, StringComparison.Ordinal)) is not { } key)
            {
                return null;
            }
            _store.RemoveKey(id);
            _keys = _keys.Remove(key.Hash);
            return key;
        }
    }

    private bool IsLastAdministrator(string name) =>
        _accounts[name].Role == Role.Administrator && _accounts.Values.Count(a => a.Role == Role.Administrator) == 1;

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
