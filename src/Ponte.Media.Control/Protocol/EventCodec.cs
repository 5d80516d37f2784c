using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Protocol;

/// <summary><see cref="MediaEvent"/>s on the wire: number, stream, then the other values in the order of their records.</summary>
internal static class EventCodec
{
    /// <summary>Makes the frame of an event; null for those that do not travel.</summary>
    public static byte[]? ToFrame(MediaEvent mediaEvent)
    {
        var writer = new WireWriter(FrameKind.Event);
        switch (mediaEvent)
        {
            case StreamLatched latched:
                Begin(writer, EventNumber.StreamLatched, latched.Stream);
                writer.EndPoint(latched.Source);
                break;
            case AudioStarted started:
                Begin(writer, EventNumber.AudioStarted, started.Stream);
                break;
            case DigitReceived digit:
                Begin(writer, EventNumber.DigitReceived, digit.Stream);
                writer.UInt16(digit.Digit);
                writer.Time(digit.Duration);
                break;
            case StreamSilent silent:
                Begin(writer, EventNumber.StreamSilent, silent.Stream);
                writer.Time(silent.Since);
                break;
            case PairNominated nominated:
                Begin(writer, EventNumber.PairNominated, nominated.Stream);
                writer.EndPoint(nominated.Remote);
                break;
            case PlaybackEnded ended:
                Begin(writer, EventNumber.PlaybackEnded, ended.Stream);
                writer.UInt32(ended.Playback);
                writer.Byte((byte)ended.Reason);
                writer.Time(ended.Position);
                writer.Words(ended.Detail);
                break;
            case RecordingEnded ended:
                Begin(writer, EventNumber.RecordingEnded, ended.Stream);
                writer.UInt32(ended.Recording);
                writer.Byte((byte)ended.Reason);
                writer.Time(ended.Length);
                writer.Words(ended.Detail);
                break;
            default:
                return null;
        }
        return writer.ToFrame();
    }

    /// <summary>Reads an event; null for what is none.</summary>
    public static MediaEvent? Read(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        var number = (EventNumber)reader.Byte();
        var stream = new StreamId(reader.UInt64());
        MediaEvent? mediaEvent = number switch
        {
            EventNumber.StreamLatched => new StreamLatched(stream, reader.RequiredEndPoint()),
            EventNumber.AudioStarted => new AudioStarted(stream),
            EventNumber.DigitReceived => new DigitReceived(stream, (char)reader.UInt16(), reader.Time()),
            EventNumber.StreamSilent => new StreamSilent(stream, reader.Time()),
            EventNumber.PairNominated => new PairNominated(stream, reader.RequiredEndPoint()),
            EventNumber.PlaybackEnded => ReadPlaybackEnded(stream, ref reader),
            EventNumber.RecordingEnded => ReadRecordingEnded(stream, ref reader),
            _ => null,
        };
        return reader.IsComplete ? mediaEvent : null;
    }

    private static PlaybackEnded ReadPlaybackEnded(StreamId stream, ref WireReader reader)
    {
        var playback = reader.UInt32();
        var reason = (PlaybackEnd)reader.Byte();
        if (reason is < PlaybackEnd.Finished or > PlaybackEnd.FileError)
        {
            reader.Break();
        }
        return new PlaybackEnded(stream, playback, reason, reader.Time(), reader.Text());
    }

    private static RecordingEnded ReadRecordingEnded(StreamId stream, ref WireReader reader)
    {
        var recording = reader.UInt32();
        var reason = (RecordingEnd)reader.Byte();
        if (reason is < RecordingEnd.Stopped or > RecordingEnd.FileError)
        {
            reader.Break();
        }
        return new RecordingEnded(stream, recording, reason, reader.Time(), reader.Text());
    }

    private static void Begin(WireWriter writer, EventNumber number, StreamId stream)
    {
        writer.Byte((byte)number);
        writer.UInt64(stream.Value);
    }
}
