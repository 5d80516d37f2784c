using System.Collections.Concurrent;

namespace Ponte.Pbx.Lamps;

/// <summary>How many messages wait for whom: what the message lamps show. Members may be called from any thread.</summary>
public sealed class MessageBoard
{
    private readonly ConcurrentDictionary<string, MessageCount> _counts = new(StringComparer.Ordinal);

    /// <summary>Raised with a user's id after that user's count changed. Listeners must not block and must not throw.</summary>
    public event Action<string>? Changed;

    /// <summary>The messages of a user.</summary>
    public MessageCount Of(string user) => _counts.GetValueOrDefault(user);

    /// <summary>Sets the messages of a user.</summary>
    public void Set(string user, MessageCount count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count.New, nameof(count));
        ArgumentOutOfRangeException.ThrowIfNegative(count.Old, nameof(count));
        _counts[user] = count;
        Changed?.Invoke(user);
    }
}
