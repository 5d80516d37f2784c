using System.Net;
using System.Runtime.InteropServices;
using Ponte.Sip.Loop;

namespace Ponte.Pbx.Phones.Guard;

/// <summary>
/// Keeps guessers and floods away: limits requests by address, counts what fails, and bans. From any thread; a user name that exists is
/// treated as one that does not.
/// </summary>
/// <remarks>
/// What is counted for strangers, what is known of phones, and bans are in tables of their own, so that a flood from many addresses can push
/// out neither the known ones nor the bans.
/// </remarks>
/// <param name="options">The limits.</param>
/// <param name="isExempt">Addresses that are never limited or banned: those of lines.</param>
public sealed class AccessGuard(GuardOptions options, Func<IPAddress, bool> isExempt)
{
    private const int UserLength = 64;

    private readonly Lock _lock = new();

    // All guarded by _lock.
    private readonly RecentTable<IPAddress, SourceState> _sources = new(options.Entries);
    private readonly RecentTable<(IPAddress, string), FailureCount> _pairs = new(options.Entries);
    private readonly RecentTable<string, FailureCount> _users = new(options.Entries);
    private readonly RecentTable<IPAddress, Instant> _known = new(options.Entries);
    private readonly RecentTable<(IPAddress, string), Instant> _proven = new(options.Entries);
    private readonly RecentTable<IPAddress, Instant> _bannedAddresses = new(options.Entries);
    private readonly RecentTable<(IPAddress, string), Instant> _bannedPairs = new(options.Entries);
    private readonly RecentTable<string, Instant> _bannedUsers = new(options.Entries);

    /// <summary>Whether a request from an address is looked at. To be asked before any other work for it.</summary>
    public GuardVerdict Admit(IPAddress address, Instant now)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (isExempt(address))
        {
            return GuardVerdict.Admitted;
        }
        var source = SourceKey.Of(address);
        lock (_lock)
        {
            if (IsOn(_bannedAddresses, source, now))
            {
                return GuardVerdict.Banned;
            }
            var known = IsOn(_known, source, now);
            var rate = known ? options.KnownRequestsPerSecond : options.StrangerRequestsPerSecond;
            var burst = known ? options.KnownBurst : options.StrangerBurst;
            return StateOf(source, now).TryTake(rate, burst, now) ? GuardVerdict.Admitted : GuardVerdict.Limited;
        }
    }

    /// <summary>Whether the credentials of a user from an address are looked at. If not, they count as wrong.</summary>
    public bool IsServed(IPAddress address, string user, Instant now)
    {
        var pair = PairOf(address, user);
        lock (_lock)
        {
            return !IsOn(_bannedPairs, pair, now) && (!IsOn(_bannedUsers, pair.User, now) || IsOn(_proven, pair, now));
        }
    }

    /// <summary>Notes that a user was asked for without credentials.</summary>
    /// <returns>The ban that begins by it; null for none.</returns>
    public GuardBan? Asked(IPAddress address, string user, Instant now)
    {
        var (source, name) = PairOf(address, user);
        if (isExempt(address))
        {
            return null;
        }
        lock (_lock)
        {
            if (IsOn(_known, source, now) || IsOn(_bannedAddresses, source, now))
            {
                return null;
            }
            var state = StateOf(source, now);
            state.Ask(name, options.Window, now);
            return state.UnprovenUsers > options.UnprovenUsersPerAddress ? BanAddress(source, state, now) : null;
        }
    }

    /// <summary>Notes wrong credentials, which the sender made with a challenge that reached this address.</summary>
    /// <returns>The bans that begin by it.</returns>
    public IReadOnlyList<GuardBan> Failed(IPAddress address, string user, Instant now)
    {
        var pair = PairOf(address, user);
        if (isExempt(address))
        {
            return [];
        }
        var bans = new List<GuardBan>();
        lock (_lock)
        {
            if (Count(_pairs, pair, now) >= options.FailuresPerPair && !IsOn(_bannedPairs, pair, now))
            {
                _pairs.Remove(pair);
                _bannedPairs.Set(pair, now + options.PairBan);
                bans.Add(new GuardBan(GuardBanKind.Pair, pair.Source.ToString(), options.PairBan));
            }
            if (Count(_users, pair.User, now) >= options.FailuresPerUser && !IsOn(_bannedUsers, pair.User, now))
            {
                _users.Remove(pair.User);
                _bannedUsers.Set(pair.User, now + options.Ban);
                bans.Add(new GuardBan(GuardBanKind.User, pair.Source.ToString(), options.Ban));
            }
            var state = StateOf(pair.Source, now);
            state.Fail(pair.User, options.Window, now);
            var factor = IsOn(_known, pair.Source, now) ? options.KnownFactor : 1;
            if (state.FailedUsers > options.UsersPerAddress * factor || state.Failures >= options.FailuresPerAddress * factor)
            {
                bans.Add(BanAddress(pair.Source, state, now));
            }
        }
        return bans;
    }

    /// <summary>Notes right credentials.</summary>
    public void Succeeded(IPAddress address, string user, Instant now)
    {
        var pair = PairOf(address, user);
        lock (_lock)
        {
            _known.Set(pair.Source, now + options.KnownFor);
            _proven.Set(pair, now + options.KnownFor);
            _pairs.Remove(pair);
            if (_sources.TryGet(pair.Source, out var state))
            {
                state.Prove(pair.User);
            }
        }
    }

    /// <summary>Begins anew with a user, whose password has changed: what is known of it and its bans end.</summary>
    public void Forget(string user)
    {
        var name = Shorten(user);
        lock (_lock)
        {
            _bannedUsers.Remove(name);
            _users.Remove(name);
            _bannedPairs.RemoveWhere(p => string.Equals(p.Item2, name, StringComparison.Ordinal));
            _pairs.RemoveWhere(p => string.Equals(p.Item2, name, StringComparison.Ordinal));
            _proven.RemoveWhere(p => string.Equals(p.Item2, name, StringComparison.Ordinal));
        }
    }

    private GuardBan BanAddress(IPAddress source, SourceState state, Instant now)
    {
        state.Clear();
        _bannedAddresses.Set(source, now + options.Ban);
        return new GuardBan(GuardBanKind.Address, source.ToString(), options.Ban);
    }

    private SourceState StateOf(IPAddress source, Instant now)
    {
        if (!_sources.TryGet(source, out var state))
        {
            state = new SourceState(now, options.StrangerBurst);
            _sources.Set(source, state);
        }
        return state;
    }

    private int Count<TKey>(RecentTable<TKey, FailureCount> table, TKey key, Instant now)
        where TKey : notnull
    {
        var count = table.TryGet(key, out var known) && known.Until > now ? known : new FailureCount(0, now + options.Window);
        table.Set(key, count with { Failures = count.Failures + 1 });
        return count.Failures + 1;
    }

    private static bool IsOn<TKey>(RecentTable<TKey, Instant> table, TKey key, Instant now)
        where TKey : notnull => table.TryGet(key, out var until) && until > now;

    private static (IPAddress Source, string User) PairOf(IPAddress address, string user) => (SourceKey.Of(address), Shorten(user));

    private static string Shorten(string user) => user.Length > UserLength ? user[..UserLength] : user;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct FailureCount(int Failures, Instant Until);
}
