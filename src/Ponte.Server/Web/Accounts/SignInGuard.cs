namespace Ponte.Server.Web.Accounts;

/// <summary>
/// Slows down those who guess passwords: after five failures an address waits, twice as long after each further one, up to a quarter of an
/// hour; and an account half a minute at most, so that nobody is kept out by others. From any thread.
/// </summary>
internal sealed class SignInGuard(TimeProvider time)
{
    /// <summary>Failures that cost nothing.</summary>
    public const int FreeFailures = 5;

    private const int MaxKept = 10_000;
    private static readonly TimeSpan LongestForAddress = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestForAccount = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly Lock _one = new();
    private readonly Dictionary<string, (int Count, DateTimeOffset Last)> _failures = new(StringComparer.Ordinal);

    /// <summary>How long one must wait before the next attempt; zero where it may be made now.</summary>
    public TimeSpan WaitOf(string address, string account)
    {
        var now = time.GetUtcNow();
        lock (_one)
        {
            var byAddress = Wait($"address {address}", LongestForAddress, now);
            var byAccount = Wait($"account {account}", LongestForAccount, now);
            return byAddress > byAccount ? byAddress : byAccount;
        }
    }

    /// <summary>An attempt failed.</summary>
    /// <returns>How many of this address did in a row.</returns>
    public int Failed(string address, string account)
    {
        var now = time.GetUtcNow();
        lock (_one)
        {
            if (_failures.Count >= MaxKept)
            {
                foreach (var old in _failures.OrderBy(f => f.Value.Last).Take(MaxKept / 10).Select(f => f.Key).ToList())
                {
                    _failures.Remove(old);
                }
            }
            Count($"account {account}", now);
            return Count($"address {address}", now);
        }
    }

    /// <summary>An attempt succeeded: what this account failed before is forgotten, but not what the address did to others.</summary>
    public void Succeeded(string account)
    {
        lock (_one)
        {
            _failures.Remove($"account {account}");
        }
    }

    private int Count(string key, DateTimeOffset now)
    {
        var (count, last) = _failures.GetValueOrDefault(key);
        count = now - last > Forgotten ? 1 : count + 1;
        _failures[key] = (count, now);
        return count;
    }

    private TimeSpan Wait(string key, TimeSpan longest, DateTimeOffset now)
    {
        if (!_failures.TryGetValue(key, out var failures) || failures.Count < FreeFailures)
        {
            return TimeSpan.Zero;
        }
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures.Count - FreeFailures, 10)));
        var left = failures.Last + (wait < longest ? wait : longest) - now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
