using Ponte.Calls.Live;
using Ponte.Calls.Routing;

namespace Ponte.Calls.Node;

/// <summary>
/// Which rooms are open, and how many are in each or on their way to it. A room is closed by the last who leaves, and never while somebody is on the way. From any
/// loop.
/// </summary>
internal sealed class RoomBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenRoom> _rooms = new(StringComparer.Ordinal);

    /// <summary>Counts one more, who then comes to the room's call. Null: it is full.</summary>
    /// <param name="room">The room.</param>
    /// <param name="open">Makes its call where it is not open; null: that is not possible now.</param>
    public Call? Enter(RoomPlan room, Func<Call?> open)
    {
        lock (_gate)
        {
            if (_rooms.TryGetValue(room.Name, out var found))
            {
                return found.TryAdd() ? found.Call : null;
            }
            if (open() is not { } call)
            {
                return null;
            }
            _rooms.Add(room.Name, new OpenRoom(room.Name, call, room.Maximum, 1));
            return call;
        }
    }

    /// <summary>Counts one more who comes to a call, if that is a room's. False: the room is full.</summary>
    public bool TryExpect(Call call)
    {
        lock (_gate)
        {
            return Of(call)?.TryAdd() != false;
        }
    }

    /// <summary>One has left a room's call, or did not come. True: it was the last, and the room is closed.</summary>
    public bool Leave(Call call)
    {
        lock (_gate)
        {
            return Of(call) is not { } room || (--room.Count == 0 && _rooms.Remove(room.Name));
        }
    }

    /// <summary>Enters a room that a former process left.</summary>
    public void Reopen(RoomPlan room, Call call, int count)
    {
        lock (_gate)
        {
            _rooms[room.Name] = new OpenRoom(room.Name, call, room.Maximum, count);
        }
    }

    /// <summary>The room's call is over, whoever is on the way.</summary>
    public void Close(Call call)
    {
        lock (_gate)
        {
            if (Of(call) is { } room)
            {
                _rooms.Remove(room.Name);
            }
        }
    }

    private OpenRoom? Of(Call call) => _rooms.Values.FirstOrDefault(r => r.Call == call);

    private sealed class OpenRoom(string name, Call call, int maximum, int count)
    {
        public string Name => name;

        public Call Call => call;

        public int Count { get; set; } = count;

        public bool TryAdd()
        {
            if (Count >= maximum)
            {
                return false;
            }
            Count++;
            return true;
        }
    }
}
