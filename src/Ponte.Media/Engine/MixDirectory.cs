using Ponte.Media.Control.Model;
using Ponte.Media.Mixing;

namespace Ponte.Media.Engine;

/// <summary>Which mixes there are and who is in them. Guarded by the lock of the engine; the rooms are their worker's.</summary>
internal sealed class MixDirectory
{
    /// <summary>Most members of a mix.</summary>
    public const int MaximumMembers = 64;

    private readonly Dictionary<MixId, (MixRoom Room, List<StreamEntry> Members)> _mixes = [];

    /// <summary>Enters a stream; a mix begins with its first. Null where it is full or the stream is in another one.</summary>
    /// <param name="mix">The mix.</param>
    /// <param name="entry">The stream.</param>
    /// <param name="other">A member that was there before; null for the first.</param>
    public MixRoom? Enter(MixId mix, StreamEntry entry, out StreamEntry? other)
    {
        other = null;
        if (entry.Mix is { } former && former != mix)
        {
            return null;
        }
        if (!_mixes.TryGetValue(mix, out var found))
        {
            found = (new MixRoom(), []);
            _mixes.Add(mix, found);
        }
        other = found.Members.Find(m => m != entry);
        if (entry.Mix is null)
        {
            if (found.Members.Count >= MaximumMembers)
            {
                return null;
            }
            found.Members.Add(entry);
            entry.Mix = mix;
        }
        return found.Room;
    }

    /// <summary>Takes a stream out; a mix ends with its last.</summary>
    public void Leave(StreamEntry entry)
    {
        if (entry.Mix is not { } mix)
        {
            return;
        }
        entry.Mix = null;
        var members = _mixes[mix].Members;
        members.Remove(entry);
        if (members.Count == 0)
        {
            _mixes.Remove(mix);
        }
    }
}
