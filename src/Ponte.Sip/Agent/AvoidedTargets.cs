using System.Collections.Concurrent;
using Ponte.Sip.Loop;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Agent;

/// <summary>
/// Targets that asked to be left alone for a while (503 with Retry-After, RFC 3261 21.5.4). They are tried after all others, not
/// never: when nothing else is left, a call that may fail is better than one that must. Shared by all loops of a node.
/// </summary>
internal sealed class AvoidedTargets
{
    /// <summary>Targets are configured or looked up, so there are few; a bound all the same.</summary>
    private const int Capacity = 1_000;

    private readonly ConcurrentDictionary<SipTarget, Instant> _until = new();

    public void Avoid(SipTarget target, Instant until)
    {
        if (_until.Count < Capacity || _until.ContainsKey(target))
        {
            _until[target] = until;
        }
    }

    public bool IsAvoided(SipTarget target, Instant now)
    {
        if (_until.IsEmpty || !_until.TryGetValue(target, out var until))
        {
            return false;
        }
        if (until > now)
        {
            return true;
        }
        _until.TryRemove(new KeyValuePair<SipTarget, Instant>(target, until));
        return false;
    }
}
