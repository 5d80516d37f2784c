using System.Text;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Playing;
using Ponte.Media.Recording;

namespace Ponte.Media.Engine;

/// <summary>Recording of streams.</summary>
public sealed partial class MediaEngine
{
    private static readonly TimeSpan LongestRecording = TimeSpan.FromHours(24);

    private void Record(PendingCommand pending, StartRecording start)
    {
        if (Check(start) is { } error)
        {
            pending.Refuse(MediaError.InvalidValue, error);
        }
        else if (start.Partner is { } partner)
        {
            OnPair(pending, partner, start.Stream, (right, left) => worker => Record(worker, start, left, right));
        }
        else
        {
            OnStream(pending, start.Stream, (worker, left) => Record(worker, start, left, null));
        }
    }

    private MediaReply Record(MediaWorker worker, StartRecording start, MediaStream left, MediaStream? right)
    {
        if (left.Recording is { IsOver: false })
        {
            return new MediaRefused(MediaError.InvalidValue, $"Stream {left.Id} is being recorded.");
        }
        var begin = worker.Now;
        if (start.Beep && left.TryPlay(new Beep(), null, worker.Now))
        {
            worker.Pace(left);
            begin += Beep.Length;
        }
        var file = new RecordingFile(start, _services.Raise);
        _writer.Add(file);
        left.Recording = new StreamRecording(start, left, right, file, begin);
        left.AddTask(left.Recording);
        return Done;
    }

    private static MediaDone Pause(MediaStream stream, bool isPaused)
    {
        if (stream.Recording is { } recording)
        {
            recording.IsPaused = isPaused;
        }
        return Done;
    }

    private static MediaDone StopRecording(MediaStream stream)
    {
        stream.Recording?.End(RecordingEnd.Stopped);
        return Done;
    }

    private static string? Check(StartRecording start)
    {
        if (!Path.IsPathRooted(start.Path))
        {
            return $"'{start.Path}' is no whole path.";
        }
        if (start.SampleRate is not (8000 or 16000))
        {
            return $"SampleRate is {start.SampleRate}; it must be 8000 or 16000.";
        }
        if (start.Partner == start.Stream)
        {
            return "Partner is the stream itself.";
        }
        if (start.MaximumLength < TimeSpan.Zero || start.MaximumLength > LongestRecording || start.StopAfterSilence < TimeSpan.Zero)
        {
            return $"MaximumLength and StopAfterSilence must be from 0 to {LongestRecording}.";
        }
        return (start.Seal is { } seal ? Check(seal) : null) ?? PlaybackRules.CheckDigits(start.StopDigits);
    }

    private static string? Check(RecordingSeal seal) =>
        seal.Key.Length != RecordingSeal.KeyLength || seal.Salt.Length != RecordingSeal.KeyLength
            ? $"Key and Salt must have {RecordingSeal.KeyLength} bytes."
        : Encoding.UTF8.GetByteCount(seal.KeyId) > RecordingSeal.MaximumKeyId ? $"KeyId has more than {RecordingSeal.MaximumKeyId} bytes."
        : seal.Codec is not (RecordingCodec.Pcm or RecordingCodec.Opus) ? "Codec is not known."
        : null;
}
