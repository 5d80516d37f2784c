using System.Collections.Concurrent;
using Ponte.Simulator.Calls;

namespace Ponte.Simulator.Microsoft;

/// <summary>A Teams user: takes calls by hand or by itself, calls, and has a call list. Members are for any thread.</summary>
public sealed class TeamsUser
{
    private readonly MicrosoftSide _side;
    private readonly ConcurrentQueue<CallRecord> _history = new();

    internal TeamsUser(MicrosoftSide side, TenantOptions tenant, UserOptions options)
    {
        _side = side;
        Tenant = tenant;
        Options = options;
    }

    /// <summary>Who it is.</summary>
    public UserOptions Options { get; }

    /// <summary>What the user does with calls.</summary>
    public TeamsBehaviour Behaviour { get; set; } = new();

    /// <summary>The call list, oldest first.</summary>
    public IReadOnlyList<CallRecord> History => [.. _history];

    /// <summary>The user's object id in the directory.</summary>
    public Guid ObjectId { get; } = Guid.NewGuid();

    internal TenantOptions Tenant { get; }

    /// <summary>How URIs name the user: <c>8:orgid:</c> for people, <c>28:</c> for bots.</summary>
    internal string Identity => IsBot ? $"28:{ObjectId}" : $"8:orgid:{ObjectId}";

    internal bool IsBot { get; init; }

    internal CallInbox Inbox { get; } = new();

    /// <summary>Waits for the next call that comes to the user.</summary>
    public ValueTask<SimulatedCall> RingsAsync(CancellationToken cancellationToken = default) => Inbox.NextAsync(cancellationToken);

    /// <summary>Calls a telephone number.</summary>
    /// <param name="number">As Teams sends it: E.164 with its plus sign.</param>
    /// <param name="frequency">The tone played once there is media; 0 for silence.</param>
    public SimulatedCall Dial(string number, int frequency = 0) => _side.Dial(this, number, frequency);

    /// <summary>Calls a telephone number on behalf of somebody: the INVITE has Referred-By.</summary>
    /// <param name="number">As Teams sends it: E.164 with its plus sign.</param>
    /// <param name="referredBy">The user who is named there.</param>
    /// <param name="frequency">The tone played once there is media; 0 for silence.</param>
    public SimulatedCall DialFor(string number, TeamsUser referredBy, int frequency = 0)
    {
        ArgumentNullException.ThrowIfNull(referredBy);
        return _side.Dial(this, number, frequency, referredBy);
    }

    internal void Add(CallRecord record) => _history.Enqueue(record);
}
