using System.Collections.Immutable;

namespace Ponte.Pbx.CallBacks;

/// <summary>
/// Who waits for whom, and whose turn it is. Holds no clock: time is an argument, and so is what is known of users. One writer at a time.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>A pair waits once; who asks again keeps the place in the queue and begins the time anew.</item>
/// <item>Of several who wait for one user the first goes first, but one who is busy holds up nobody.</item>
/// <item>Nobody is rung for a user who only did not answer, before that user was busy once: then somebody is there.</item>
/// <item>One call at a time is made for a wanted user, and one to a requester.</item>
/// </list>
/// </remarks>
public sealed class CallBackBook(CallBackLimits limits)
{
    private readonly List<CallBackRequest> _requests = [];
    private readonly HashSet<(string Requester, string Wanted)> _underWay = [];

    /// <summary>Since when users are free; null for those who are not.</summary>
    private readonly Dictionary<string, DateTimeOffset?> _freeSince = new(StringComparer.Ordinal);

    /// <summary>The requests, the oldest first.</summary>
    public ImmutableArray<CallBackRequest> Requests => [.. _requests];

    /// <summary>The users who wait or are waited for.</summary>
    public IReadOnlySet<string> Users => _requests.SelectMany(r => new[] { r.Requester, r.Wanted }).ToHashSet(StringComparer.Ordinal);

    /// <summary>Puts a request in. False: the requester has too many.</summary>
    public bool TryAdd(CallBackRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var index = _requests.FindIndex(r => r.IsOf(request.Requester, request.Wanted));
        if (index >= 0)
        {
            _requests[index] = request with { IsArmed = request.IsArmed || _requests[index].IsArmed };
            return true;
        }
        if (_requests.Count(r => r.Requester.Equals(request.Requester, StringComparison.Ordinal)) >= limits.PerRequester)
        {
            return false;
        }
        _requests.Add(request);
        return true;
    }

    /// <summary>Takes requests back.</summary>
    /// <param name="requester">Whose.</param>
    /// <param name="wanted">For whom; null for all.</param>
    /// <returns>How many there were.</returns>
    public int Cancel(string requester, string? wanted) =>
        _requests.RemoveAll(r =>
            r.Requester.Equals(requester, StringComparison.Ordinal) && (wanted is null || r.Wanted.Equals(wanted, StringComparison.Ordinal))
        );

    /// <summary>Two users talk: neither waits for the other any more.</summary>
    /// <returns>Whether one did.</returns>
    public bool Talked(string one, string other) => _requests.RemoveAll(r => r.IsOf(one, other) || r.IsOf(other, one)) > 0;

    /// <summary>What a user does now. Of no meaning for one whom nobody waits for and who waits for nobody.</summary>
    /// <returns>Whether a request changed.</returns>
    public bool Note(string user, bool isFree, DateTimeOffset now)
    {
        if (!_requests.Exists(r => r.Concerns(user)))
        {
            _freeSince.Remove(user);
            return false;
        }
        _freeSince[user] = isFree ? _freeSince.GetValueOrDefault(user) ?? now : null;
        var isChanged = false;
        for (var i = 0; i < _requests.Count && !isFree; i++)
        {
            if (!_requests[i].IsArmed && _requests[i].Wanted.Equals(user, StringComparison.Ordinal))
            {
                _requests[i] = _requests[i] with { IsArmed = true };
                isChanged = true;
            }
        }
        return isChanged;
    }

    /// <summary>Ends what is too old.</summary>
    /// <returns>What ended.</returns>
    public ImmutableArray<CallBackRequest> Expire(DateTimeOffset now)
    {
        ImmutableArray<CallBackRequest> old = [.. _requests.Where(r => r.AskedAt + limits.Life <= now && !IsUnderWay(r))];
        _requests.RemoveAll(old.Contains);
        return old;
    }

    /// <summary>The requests whose turn it is. For each a call is made now, and <see cref="Over"/> must follow.</summary>
    public ImmutableArray<CallBackRequest> TakeDue(DateTimeOffset now)
    {
        var due = ImmutableArray.CreateBuilder<CallBackRequest>();
        foreach (var request in _requests.Where(r => DueAt(r) <= now))
        {
            if (DueAt(request) <= now) // one that was taken before may stand in its way
            {
                _underWay.Add((request.Requester, request.Wanted));
                due.Add(request);
            }
        }
        return due.ToImmutable();
    }

    /// <summary>A call that was made for a request rings the requester no more.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isAnswered">Whether the requester answered, which ends the request.</param>
    /// <param name="now">Wall-clock time, UTC.</param>
    public void Over(CallBackRequest request, bool isAnswered, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        _underWay.Remove((request.Requester, request.Wanted));
        var index = _requests.FindIndex(r => r.IsOf(request.Requester, request.Wanted));
        if (index < 0)
        {
            return; // taken back meanwhile
        }
        var rings = _requests[index].Rings + 1;
        if (isAnswered || rings >= limits.Rings)
        {
            _requests.RemoveAt(index);
        }
        else
        {
            _requests[index] = _requests[index] with { Rings = rings, NotBefore = now + limits.Pause };
        }
    }

    /// <summary>When something is to be done next, if nobody does anything; null: nothing.</summary>
    public DateTimeOffset? NextAt =>
        _requests.Where(r => !IsUnderWay(r)).Select(r => Earlier(r.AskedAt + limits.Life, DueAt(r))).Cast<DateTimeOffset?>().Min();

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;

    /// <summary>When a request's turn comes, as things stand; null: not before something happens.</summary>
    private DateTimeOffset? DueAt(CallBackRequest request)
    {
        var isBlocked = _underWay.Any(u =>
            u.Wanted.Equals(request.Wanted, StringComparison.Ordinal) || u.Requester.Equals(request.Requester, StringComparison.Ordinal)
        );
        if (
            isBlocked
            || !request.IsArmed
            || _freeSince.GetValueOrDefault(request.Requester) is null
            || _freeSince.GetValueOrDefault(request.Wanted) is not { } since
        )
        {
            return null;
        }
        var guarded = since + limits.Guard;
        return guarded > request.NotBefore ? guarded : request.NotBefore;
    }

    private bool IsUnderWay(CallBackRequest request) => _underWay.Contains((request.Requester, request.Wanted));
}
