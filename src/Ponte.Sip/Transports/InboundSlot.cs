using System.Net;

namespace Ponte.Sip.Transports;

/// <summary>The place of one connection that a peer opened, from its acceptance on.</summary>
#pragma warning disable CA1001 // A token source without timer holds nothing to be disposed of, and eviction may come after the end.
internal sealed class InboundSlot(IPAddress addressKey)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _evicted = new();

    /// <summary>What the limits per address count.</summary>
    public IPAddress AddressKey { get; } = addressKey;

    /// <summary>The place among those that have brought no message yet. Guarded by the table's lock.</summary>
    public LinkedListNode<InboundSlot>? Node { get; set; }

    /// <summary>Guarded by the table's lock.</summary>
    public bool IsReleased { get; set; }

    /// <summary>Fires when the connection has to give way to another.</summary>
    public CancellationToken Evicted => _evicted.Token;

    /// <summary>Tells the connection to give way.</summary>
    public void Evict() => _evicted.Cancel();
}
