using System.Collections.Immutable;
using Ponte.Pbx.Phones.Registrar;
using Ponte.Sip.Loop;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Phones;

/// <summary>Who is registered where. From any thread; each member takes one lock for a few microseconds.</summary>
/// <param name="limits">The limits.</param>
/// <param name="store">Keeps what the next process can use.</param>
public sealed class RegistrationBook(RegistrarLimits limits, IRegistrationStore store)
{
    private readonly Lock _lock = new();

    /// <summary>Bindings by account. Guarded by <see cref="_lock"/>, as are the others.</summary>
    private readonly Dictionary<string, ImmutableArray<Binding>> _accounts = new(StringComparer.Ordinal);

    /// <summary>The accounts that are registered by each way: a connection that a phone opened, or an address of UDP.</summary>
    private readonly Dictionary<object, ImmutableHashSet<string>> _ways = [];

    private int _count;

    /// <summary>The bindings that exist, those included that are over and not swept yet.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The bindings of an account that are in force, the preferred ones first.</summary>
    public ImmutableArray<Binding> Of(string account, Instant now)
    {
        lock (_lock)
        {
            return _accounts.TryGetValue(account, out var bindings)
                ? [.. bindings.Where(b => b.Expires > now).OrderByDescending(b => QOf(b.Q))]
                : [];
        }
    }

    /// <summary>The accounts that have a binding in force over a connection or, by UDP, at an address.</summary>
    public ImmutableArray<string> On(SipFlow flow, Instant now)
    {
        ArgumentNullException.ThrowIfNull(flow);
        lock (_lock)
        {
            return _ways.TryGetValue(WayOf(flow), out var accounts)
                ? [.. accounts.Where(a => _accounts[a].Any(b => IsOn(b, flow) && b.Expires > now))]
                : [];
        }
    }

    /// <summary>Whether a binding was made over a connection or, by UDP, from an address.</summary>
    internal static bool IsOn(Binding binding, SipFlow flow) => WayOf(binding).Equals(WayOf(flow));

    /// <summary>Applies a REGISTER that was found to come from the account's owner.</summary>
    internal RegisterOutcome Register(string account, RegisterRequest request, Moment moment)
    {
        lock (_lock)
        {
            var before = _accounts.GetValueOrDefault(account, []);
            var outcome = RegistrarRules.Apply(before, request, limits, moment.Now);
            if (outcome.Refusal is not null || (request.Contacts.IsEmpty && !request.IsRemoveAll))
            {
                return outcome;
            }
            if (outcome.Bindings.Length > before.Length && _count + outcome.Bindings.Length - before.Length > limits.Bindings)
            {
                return outcome with { Refusal = new RegisterRefusal(503, "Too Many Registrations"), Bindings = before };
            }
            // The connection may have ended while the request waited for its turn.
            var bindings = request.Flow.IsOpen ? outcome.Bindings : outcome.Bindings.RemoveAll(b => ReferenceEquals(b.Flow, request.Flow));
            Put(account, before, bindings, moment);
            return outcome;
        }
    }

    /// <summary>A connection ended: what was registered over it cannot be reached any more (RFC 5626 section 4.4).</summary>
    public void FlowClosed(SipFlow flow, Moment moment)
    {
        lock (_lock)
        {
            foreach (var account in _ways.GetValueOrDefault(WayOf(flow), []))
            {
                var before = _accounts[account];
                Put(account, before, before.RemoveAll(b => ReferenceEquals(b.Flow, flow)), moment);
            }
        }
    }

    /// <summary>Takes away what is over. Called now and then.</summary>
    public void Sweep(Moment moment)
    {
        lock (_lock)
        {
            foreach (var (account, before) in _accounts.Where(a => a.Value.Any(b => b.Expires <= moment.Now)).ToList())
            {
                Put(account, before, before.RemoveAll(b => b.Expires <= moment.Now), moment);
            }
        }
    }

    /// <summary>Takes away the bindings of accounts that may not be registered any more.</summary>
    public void Remove(Func<string, bool> isGone, Moment moment)
    {
        lock (_lock)
        {
            foreach (var (account, before) in _accounts.Where(a => isGone(a.Key)).ToList())
            {
                Put(account, before, [], moment);
            }
        }
    }

    /// <summary>Takes over the bindings of a former process that are still in force. What has registered here already stays.</summary>
    public void Restore(string account, ImmutableArray<StoredBinding> stored, Moment moment)
    {
        lock (_lock)
        {
            if (!_accounts.ContainsKey(account))
            {
                ImmutableArray<Binding> bindings = [.. stored.Select(s => s.Restore(moment)).OfType<Binding>()];
                if (bindings.IsEmpty)
                {
                    store.Keep(account, []);
                }
                else
                {
                    Put(account, [], bindings, moment);
                }
            }
        }
    }

    private void Put(string account, ImmutableArray<Binding> before, ImmutableArray<Binding> after, Moment moment)
    {
        _count += after.Length - before.Length;
        foreach (var way in before.Select(WayOf).Except(after.Select(WayOf)).ToList())
        {
            var left = _ways[way].Remove(account);
            if (left.IsEmpty)
            {
                _ways.Remove(way);
            }
            else
            {
                _ways[way] = left;
            }
        }
        foreach (var way in after.Select(WayOf))
        {
            _ways[way] = _ways.GetValueOrDefault(way, []).Add(account);
        }
        if (after.IsEmpty)
        {
            _accounts.Remove(account);
        }
        else
        {
            _accounts[account] = after;
        }
        ImmutableArray<StoredBinding> kept = [.. after.Select(b => StoredBinding.Of(b, moment)).OfType<StoredBinding>()];
        if (!kept.IsEmpty || before.Any(b => b.Protocol == TransportProtocol.Udp))
        {
            store.Keep(account, kept);
        }
    }

    private static object WayOf(Binding binding) => binding.Flow is { } flow ? WayOf(flow) : binding.Source;

    private static object WayOf(SipFlow flow) => flow.Protocol == TransportProtocol.Udp ? flow.Remote : flow;

    private static decimal QOf(string q) =>
        q.Length == 0
            ? 1
            : decimal.Parse(q, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture);
}
