using System.Collections.Immutable;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Protocol;

/// <summary><see cref="Play"/> on the wire, behind its number and stream.</summary>
internal static class PlaybackCodec
{
    /// <summary>More sources than the media takes; their paths fill a frame before.</summary>
    private const int MaximumSources = 256;

    private enum SourceNumber : byte
    {
        File = 1,
        Silence = 2,
        Tone = 3,
        Sealed = 4,
    }

    public static void Write(WireWriter writer, Play play)
    {
        writer.UInt32(play.Playback);
        var sources = play.Sources.IsDefault ? [] : play.Sources;
        writer.Count(sources.Length, MaximumSources);
        foreach (var source in sources)
        {
            Write(writer, source);
        }
        writer.Bool(play.Loop);
        writer.Time(play.Start);
        writer.Text(play.StopDigits);
        writer.Optional(play.UntilAudioFrom);
    }

    public static Play Read(ref WireReader reader)
    {
        var stream = reader.Stream();
        var playback = reader.UInt32();
        var count = reader.UInt16();
        if (count > MaximumSources)
        {
            reader.Break();
            count = 0;
        }
        var sources = ImmutableArray.CreateBuilder<PlaySource>(count);
        for (var i = 0; i < count && !reader.IsBroken; i++)
        {
            sources.Add(ReadSource(ref reader));
        }
        return new Play(stream, playback, sources.ToImmutable())
        {
            Loop = reader.Bool(),
            Start = reader.Time(),
            StopDigits = reader.Text(),
            UntilAudioFrom = reader.OptionalStream(),
        };
    }

    private static void Write(WireWriter writer, PlaySource source)
    {
        switch (source)
        {
            case FileSource file:
                writer.Byte((byte)SourceNumber.File);
                writer.Text(file.Path);
                break;
            case SealedSource message:
                writer.Byte((byte)SourceNumber.Sealed);
                writer.Text(message.Path);
                writer.Bytes(message.Key.AsSpan());
                break;
            case SilenceSource silence:
                writer.Byte((byte)SourceNumber.Silence);
                writer.Time(silence.Length);
                break;
            case ToneSource tone:
                writer.Byte((byte)SourceNumber.Tone);
                writer.Byte((byte)tone.Tone);
                writer.Text(tone.Country);
                writer.Int32(tone.Frequency);
                writer.Time(tone.Length);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(source), source.GetType().Name, "This source has no number yet.");
        }
    }

    private static PlaySource ReadSource(ref WireReader reader)
    {
        switch ((SourceNumber)reader.Byte())
        {
            case SourceNumber.File:
                return new FileSource(reader.Text());
            case SourceNumber.Sealed:
                return new SealedSource(reader.Text(), [.. reader.Bytes()]);
            case SourceNumber.Silence:
                return new SilenceSource(reader.Time());
            case SourceNumber.Tone:
                return new ToneSource(reader.Tone(), reader.Text(), reader.Int32(), reader.Time());
            default:
                reader.Break();
                return new SilenceSource(TimeSpan.Zero);
        }
    }
}
