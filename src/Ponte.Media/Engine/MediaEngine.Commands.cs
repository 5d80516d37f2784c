using System.Net;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Playing;

namespace Ponte.Media.Engine;

/// <summary>What each command does. All of it runs under the lock of the engine; what is given to a worker runs there.</summary>
public sealed partial class MediaEngine
{
    private static readonly MediaDone Done = new();

    private void Dispatch(PendingCommand pending)
    {
        switch (pending.Command)
        {
            case OpenStream open:
                Open(pending, open);
                break;
            case ConfigureStream configure:
                Configure(pending, configure);
                break;
            case Connect connect:
                OnPair(pending, connect.Source, connect.Sink, (source, sink) => _ => ConnectPair(source, sink));
                break;
            case Disconnect disconnect:
                OnPair(pending, disconnect.Source, disconnect.Sink, (source, sink) => _ => DisconnectPair(source, sink));
                break;
            case PlayTone play:
                PlayTone(pending, play);
                break;
            case StopTone stop:
                OnStream(pending, stop.Stream, (worker, stream) => Stop<SteadyTone>(worker, stream));
                break;
            case SendDigits digits:
                OnStream(pending, digits.Stream, (worker, stream) => SendDigits(worker, stream, digits.Digits));
                break;
            case QueryStatistics query:
                OnStream(pending, query.Stream, (_, stream) => new StatisticsReply(stream.Id, stream.Statistics()));
                break;
            case CloseStream close:
                Close(pending, close.Stream);
                break;
            case CloseCall close:
                CloseAll(pending, _directory.OfCall(close.Call));
                break;
            case ListStreams:
                pending.Answer(new StreamList([.. _directory.All.Select(e => new StreamListEntry(e.Id, e.Stream.Call, e.Advertised))]));
                break;
            default:
                DispatchVoice(pending);
                break;
        }
    }

    private void Open(PendingCommand pending, OpenStream open)
    {
        if (!_addresses.TryGetValue(open.AddressName, out var place))
        {
            pending.Refuse(MediaError.UnknownAddress, $"No media address is named '{open.AddressName}'.");
        }
        else if (_directory.Find(open.Stream) is not null)
        {
            pending.Refuse(MediaError.StreamExists, $"Stream {open.Stream} is open.");
        }
        else if (_directory.Count >= _options.MaximumStreams)
        {
            pending.Refuse(MediaError.NoPortFree, $"{_directory.Count} streams are open, the most that Media:MaximumStreams allows.");
        }
        else if (!place.Ports.TryOpen(out var rtp, out var rtcp, out var reason))
        {
            pending.Refuse(MediaError.NoPortFree, reason);
        }
        else
        {
            var stream = new MediaStream(open.Stream, open.Call, rtp!, rtcp!, _services);
            var advertised = new IPEndPoint(place.Address.Advertised ?? place.Address.Bind, rtp!.Local.Port);
            var worker = _directory.Add(new StreamEntry(stream, place.Ports, advertised));
            var reply = new StreamOpened(open.Stream, advertised, rtcp!.Local.Port);
            pending.RunOn(
                worker,
                w =>
                {
                    w.Add(stream);
                    return reply;
                }
            );
        }
    }

    private void Configure(PendingCommand pending, ConfigureStream configure)
    {
        if (
            _directory.Find(configure.Stream) is { } entry
            && SettingsRules.Check(configure.Settings, entry.Stream.Rtp.Local.AddressFamily) is { } error
        )
        {
            pending.Refuse(MediaError.InvalidValue, error);
            return;
        }
        OnStream(
            pending,
            configure.Stream,
            (worker, stream) =>
            {
                stream.Configure(configure.Settings, worker.Now);
                return Done;
            }
        );
    }

    private static MediaDone ConnectPair(MediaStream source, MediaStream sink)
    {
        source.Connect(sink);
        return Done;
    }

    private static MediaDone DisconnectPair(MediaStream source, MediaStream sink)
    {
        source.Disconnect(sink);
        return Done;
    }

    private static MediaDone DetectKeys(MediaStream stream, bool isOn)
    {
        stream.DetectKeys(isOn);
        return Done;
    }

    private static MediaReply SendDigits(MediaWorker worker, MediaStream stream, string digits)
    {
        if (!stream.Sender.Maker.TryAddKeys(digits, worker.Now))
        {
            return new MediaRefused(
                MediaError.InvalidValue,
                $"Stream {stream.Id}: neither telephone-event nor a format for tones was agreed, a character is no key, or too many wait."
            );
        }
        worker.Pace(stream);
        return Done;
    }

    private void Close(PendingCommand pending, StreamId id)
    {
        if (_directory.Find(id) is not { } entry)
        {
            RefuseUnknown(pending, id);
            return;
        }
        var stream = entry.Stream;
        _mixes.Leave(entry);
        pending.RunOn(
            _directory.Remove(entry),
            worker =>
            {
                var last = new StatisticsReply(id, stream.Statistics());
                worker.Close(stream);
                return last;
            }
        );
        _ = GiveBackPortsAsync(pending, [entry]);
    }

    private void CloseAll(PendingCommand pending, StreamEntry[] entries)
    {
        if (entries.Length == 0)
        {
            pending.Answer(Done);
            return;
        }
        var onWorker = entries[0].Group!.Worker;
        foreach (var entry in entries)
        {
            _mixes.Leave(entry);
            _directory.Remove(entry);
        }
        pending.RunOn(
            onWorker,
            worker =>
            {
                foreach (var entry in entries)
                {
                    worker.Close(entry.Stream);
                }
                return Done;
            }
        );
        _ = GiveBackPortsAsync(pending, entries);
    }

    /// <summary>The ports begin to rest when the worker has closed them.</summary>
    private static async Task GiveBackPortsAsync(PendingCommand pending, StreamEntry[] entries)
    {
        try
        {
            await pending.Reply;
        }
        finally
        {
            foreach (var entry in entries)
            {
                entry.Ports.GiveBack(entry.Stream.Rtp.Local.Port);
            }
        }
    }

    private void OnStream(PendingCommand pending, StreamId id, Func<MediaWorker, MediaStream, MediaReply> work)
    {
        if (_directory.Find(id) is not { } entry)
        {
            RefuseUnknown(pending, id);
            return;
        }
        var stream = entry.Stream;
        pending.RunOn(entry.Group!.Worker, worker => work(worker, stream));
    }

    /// <summary>Does something with two streams; before that they are brought to one worker.</summary>
    private void OnPair(
        PendingCommand pending,
        StreamId source,
        StreamId sink,
        Func<MediaStream, MediaStream, Func<MediaWorker, MediaReply>> work
    )
    {
        if (_directory.Find(source) is not { } sourceEntry)
        {
            RefuseUnknown(pending, source);
        }
        else if (_directory.Find(sink) is not { } sinkEntry)
        {
            RefuseUnknown(pending, sink);
        }
        else
        {
            var (from, moved) = _directory.Join(sourceEntry, sinkEntry);
            if (moved.Length > 0)
            {
                Move(from, moved, pending);
                return;
            }
            pending.RunOn(sinkEntry.Group!.Worker, work(sourceEntry.Stream, sinkEntry.Stream));
        }
    }

    /// <summary>Brings streams from one worker to that of their group. Commands wait until the first has let go; packets wait in the sockets.</summary>
    private void Move(MediaWorker from, StreamEntry[] moved, PendingCommand next)
    {
        var released = new PendingCommand(next.Command);
        released.RunOn(
            from,
            worker =>
            {
                foreach (var entry in moved)
                {
                    worker.Remove(entry.Stream);
                }
                return Done;
            }
        );
        _moving = true;
        _held.AddFirst(next);
        _move = FinishMoveAsync(released, moved);
    }

    private async Task FinishMoveAsync(PendingCommand released, StreamEntry[] moved)
    {
        // Away from the worker, which must not wait for the lock of the engine.
        await released.Reply.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            new PendingCommand(released.Command).RunOn(
                moved[0].Group!.Worker,
                worker =>
                {
                    foreach (var entry in moved)
                    {
                        worker.Add(entry.Stream);
                    }
                    return Done;
                }
            );
            _moving = false;
            while (!_moving && _held.First is { } first)
            {
                _held.RemoveFirst();
                Dispatch(first.Value);
            }
        }
    }

    private static void RefuseUnknown(PendingCommand pending, StreamId id) =>
        pending.Refuse(MediaError.UnknownStream, $"No stream {id} is open.");
}
