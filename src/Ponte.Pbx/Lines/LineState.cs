using System.Collections.Immutable;
using System.Net;
using Ponte.Calls.Routing;
using Ponte.Pbx.Document;

namespace Ponte.Pbx.Lines;

/// <summary>
/// What all calls on a line share: channels in use, the rate of new calls, the health of its peers. It outlives the document in which
/// the line stands, so that a change of the document loses no count.
/// </summary>
/// <remarks>Members may be called from any thread. Counters change under a lock that is held for a few instructions; the rest is swapped whole.</remarks>
public sealed class LineState
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private int _channels; // guarded by _lock
    private double _callTokens; // guarded by _lock
    private long _tokensAt; // guarded by _lock
    private ImmutableDictionary<string, PeerStatus> _peers = ImmutableDictionary<string, PeerStatus>.Empty;
    private ImmutableHashSet<IPAddress> _resolved = [];
    private long _lastOptions; // ticks, UTC

    /// <summary>Creates the state of a line that has no call yet.</summary>
    /// <param name="name">The line's name in the document.</param>
    /// <param name="time">The clock of the call rate and of the peers' health.</param>
    public LineState(string name, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Name = name;
        _time = time;
    }

    /// <summary>The line's name in the document.</summary>
    public string Name { get; }

    /// <summary>Calls on the line now.</summary>
    public int ChannelsInUse
    {
        get
        {
            lock (_lock)
            {
                return _channels;
            }
        }
    }

    /// <summary>Where our registration stands, and why it failed.</summary>
    public RegistrationStatus Registration { get; private set; } = RegistrationStatus.NotUsed;

    /// <summary>Addresses that the names of the line's peers resolved to: calls may come from them too.</summary>
    public IReadOnlySet<IPAddress> ResolvedAddresses => _resolved;

    /// <summary>Takes a channel for a call from the line.</summary>
    /// <returns>The channel; null where the line is full.</returns>
    public ChannelLease? TakeIncoming(LineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        lock (_lock)
        {
            return TakeChannel(settings);
        }
    }

    /// <summary>Takes a channel for a call to the line; it counts against the rate of new calls too.</summary>
    /// <returns>The channel; null where the line is full, or gets new calls too fast.</returns>
    public ChannelLease? TakeOutgoing(LineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        lock (_lock)
        {
            RefillTokens(settings.CallsPerSecond);
            if (settings.CallsPerSecond is not null && _callTokens < 1)
            {
                return null;
            }
            var lease = TakeChannel(settings);
            _callTokens -= lease is null ? 0 : 1;
            return lease;
        }
    }

    /// <summary>What is known of a peer.</summary>
    public PeerStatus StatusOf(string address) => _peers.GetValueOrDefault(address) ?? new PeerStatus(address);

    /// <summary>
    /// Where a peer stands in the order in which calls try them: first those that are up or not watched, then those that refuse OPTIONS,
    /// last those that are down.
    /// </summary>
    public int RankOf(string address) =>
        StatusOf(address).Health switch
        {
            PeerHealth.Down => 2,
            PeerHealth.Refusing => 1,
            _ => 0,
        };

    /// <summary>Notes what a peer said, or that it did not.</summary>
    /// <param name="address">The peer's address as in the document.</param>
    /// <param name="verdict">What was found.</param>
    /// <returns>Whether its health changed.</returns>
    public bool Note(string address, ProbeVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var (health, reason, _) = verdict;
        var before = StatusOf(address);
        var since = before.Health == health ? before.Since : _time.GetUtcNow();
        ImmutableInterlocked.AddOrUpdate(
            ref _peers,
            address,
            _ => new PeerStatus(address, health, reason, since),
            (_, _) => new PeerStatus(address, health, reason, since)
        );
        return before.Health != health;
    }

    /// <summary>Notes that the far end asked us by OPTIONS.</summary>
    public void NoteOptions() => Volatile.Write(ref _lastOptions, _time.GetUtcNow().UtcTicks);

    /// <summary>Notes where our registration stands.</summary>
    public void NoteRegistration(RegistrationStatus status) => Registration = status;

    /// <summary>Notes what the names of the peers resolve to.</summary>
    public void NoteResolved(IEnumerable<IPAddress> addresses) => _resolved = [.. addresses];

    /// <summary>The line as screens show it.</summary>
    public LineStatus Describe(LineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var addresses = settings switch
        {
            TrunkSettings trunk => trunk.Peers.Select(p => p.ToString()),
            TeamsSettings teams => teams.Hubs.Select(h => h.ToString()),
            _ => [],
        };
        return new LineStatus(Name, settings.Kind, ChannelsInUse, settings.Channels, [.. addresses.Select(StatusOf)], Registration)
        {
            LastOptions = Volatile.Read(ref _lastOptions) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
        };
    }

    private ChannelLease? TakeChannel(LineSettings settings)
    {
        if (settings.Channels is { } limit && _channels >= limit)
        {
            return null;
        }
        _channels++;
        return new ChannelLease(GiveBack);
    }

    private void GiveBack()
    {
        lock (_lock)
        {
            _channels--;
        }
    }

    /// <summary>A token bucket that holds one second's calls.</summary>
    private void RefillTokens(int? callsPerSecond)
    {
        var now = _time.GetTimestamp();
        var rate = callsPerSecond ?? 0;
        var isFirst = _tokensAt == 0;
        _callTokens = isFirst ? rate : Math.Min(rate, _callTokens + (_time.GetElapsedTime(_tokensAt, now).TotalSeconds * rate));
        _tokensAt = now;
    }
}
