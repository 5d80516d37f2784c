using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Mixing;

namespace Ponte.Media.Engine;

/// <summary>Conferences.</summary>
public sealed partial class MediaEngine
{
    private readonly MixDirectory _mixes = new();

    private void Join(PendingCommand pending, JoinMix join)
    {
        if (_directory.Find(join.Stream) is not { } entry)
        {
            RefuseUnknown(pending, join.Stream);
        }
        else if (_mixes.Enter(join.Mix, entry, out var other) is not { } room)
        {
            pending.Refuse(
                MediaError.InvalidValue,
                $"Stream {join.Stream} is in another mix, or there are {MixDirectory.MaximumMembers} members already."
            );
        }
        else if (other is null)
        {
            OnStream(pending, join.Stream, (worker, stream) => Join(worker, room, stream, join.Role));
        }
        else
        {
            OnPair(pending, other.Id, join.Stream, (_, stream) => worker => Join(worker, room, stream, join.Role));
        }
    }

    private static MediaDone Join(MediaWorker worker, MixRoom room, MediaStream stream, MixRole role)
    {
        stream.EnterMix(room, role, worker.Now);
        return Done;
    }

    private void Leave(PendingCommand pending, StreamId id)
    {
        if (_directory.Find(id) is { } entry)
        {
            _mixes.Leave(entry);
        }
        OnStream(
            pending,
            id,
            (_, stream) =>
            {
                stream.LeaveMix();
                return Done;
            }
        );
    }
}
