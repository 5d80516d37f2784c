using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ponte.Sip.Transports;

/// <summary>The connections of a transport, and who may open more.</summary>
/// <remarks>Safe for use from any thread. Nothing foreign is called under the lock.</remarks>
internal sealed class ConnectionTable(ConnectionLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Load> _loads = [];
    private readonly LinkedList<InboundSlot> _unproven = [];
    private readonly HashSet<IConnection> _connections = [];
    private int _inbound;
    private int _outbound;

    public int InboundCount => Volatile.Read(ref _inbound);

    public int OutboundCount => Volatile.Read(ref _outbound);

    /// <summary>Lets a connection in that a peer opened, if the limits allow.</summary>
    /// <param name="remote">The peer's address.</param>
    /// <param name="isWeb">Whether it is a WebSocket: all browsers behind one proxy share its address.</param>
    /// <param name="limit">The limit that does not allow it; the label of its counter.</param>
    /// <param name="evicted">The connection that has to give way; the caller ends it.</param>
    /// <returns>The place, to be given back by <see cref="Release"/>; null when the peer is refused.</returns>
    public InboundSlot? TryAdmit(IPAddress remote, bool isWeb, out string limit, out InboundSlot? evicted)
    {
        evicted = null;
        limit = "";
        var key = AddressKey(remote);
        lock (_lock)
        {
            var load = _loads.GetValueOrDefault(key);
            if (load.All >= (isWeb ? limits.MaxWebSocketsPerAddress : limits.MaxInboundPerAddress))
            {
                limit = "per_address";
                return null;
            }
            if (load.Unproven >= (isWeb ? limits.MaxUnprovenWebSocketsPerAddress : limits.MaxUnprovenPerAddress))
            {
                limit = "unproven_per_address";
                return null;
            }
            if (_inbound >= limits.MaxInbound || _unproven.Count >= limits.MaxUnproven)
            {
                if (_unproven.First is not { } oldest)
                {
                    limit = "total";
                    return null;
                }
                evicted = oldest.Value;
                Remove(evicted);
            }
            var slot = new InboundSlot(key);
            slot.Node = _unproven.AddLast(slot);
            // Read again: the one that gave way may be of the same address.
            load = _loads.GetValueOrDefault(key);
            _loads[key] = new Load(load.All + 1, load.Unproven + 1);
            _inbound++;
            return slot;
        }
    }

    /// <summary>A message came on the connection: it is no longer the first to give way.</summary>
    public void Prove(InboundSlot slot)
    {
        lock (_lock)
        {
            if (slot.Node is { } node)
            {
                _unproven.Remove(node);
                slot.Node = null;
                var load = _loads[slot.AddressKey];
                _loads[slot.AddressKey] = load with { Unproven = load.Unproven - 1 };
            }
        }
    }

    /// <summary>The connection has ended. Safe to call twice and after it gave way.</summary>
    public void Release(InboundSlot slot)
    {
        lock (_lock)
        {
            Remove(slot);
        }
    }

    /// <summary>Takes a place for a connection of ours.</summary>
    public bool TryTakeOutbound()
    {
        lock (_lock)
        {
            if (_outbound >= limits.MaxOutbound)
            {
                return false;
            }
            _outbound++;
            return true;
        }
    }

    /// <summary>Gives the place of a connection of ours back.</summary>
    public void ReleaseOutbound()
    {
        lock (_lock)
        {
            _outbound--;
        }
    }

    public void Add(IConnection connection)
    {
        lock (_lock)
        {
            _connections.Add(connection);
        }
    }

    public void Remove(IConnection connection)
    {
        lock (_lock)
        {
            _connections.Remove(connection);
        }
    }

    /// <summary>The connections of this moment.</summary>
    public IConnection[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _connections];
        }
    }

    private void Remove(InboundSlot slot)
    {
        if (slot.IsReleased)
        {
            return;
        }
        slot.IsReleased = true;
        _inbound--;
        var load = _loads[slot.AddressKey];
        load = new Load(load.All - 1, slot.Node is null ? load.Unproven : load.Unproven - 1);
        if (slot.Node is { } node)
        {
            _unproven.Remove(node);
            slot.Node = null;
        }
        if (load.All == 0)
        {
            _loads.Remove(slot.AddressKey);
        }
        else
        {
            _loads[slot.AddressKey] = load;
        }
    }

    /// <summary>The unit that limits count: an IPv4 address, an IPv6 /64, since one customer has at least that.</summary>
    private static IPAddress AddressKey(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Load(int All, int Unproven);
}
