using System.Collections.Immutable;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Protocol;

/// <summary>The commands of versions 3, 5 and 6 on the wire: playing, keys, recording, mixing.</summary>
internal static class VoiceCodec
{
    /// <summary>As many members as a mix has at most.</summary>
    private const int MaximumSet = 64;

    public static void Write(WireWriter writer, MediaCommand command)
    {
        switch (command)
        {
            case Play play:
                CommandCodec.Begin(writer, CommandNumber.Play, play.Stream);
                PlaybackCodec.Write(writer, play);
                break;
            case StopPlaying stop:
                CommandCodec.Begin(writer, CommandNumber.StopPlaying, stop.Stream);
                break;
            case DetectKeyTones detect:
                CommandCodec.Begin(writer, CommandNumber.DetectKeyTones, detect.Stream);
                writer.Bool(detect.IsOn);
                break;
            case StartRecording { Seal: { } seal } start:
                CommandCodec.Begin(writer, CommandNumber.StartSealedRecording, start.Stream);
                WriteRecording(writer, start);
                WriteSeal(writer, seal);
                break;
            case StartRecording start:
                CommandCodec.Begin(writer, CommandNumber.StartRecording, start.Stream);
                WriteRecording(writer, start);
                break;
            case PauseRecording pause:
                CommandCodec.Begin(writer, CommandNumber.PauseRecording, pause.Stream);
                writer.Bool(pause.IsPaused);
                break;
            case StopRecording stop:
                CommandCodec.Begin(writer, CommandNumber.StopRecording, stop.Stream);
                break;
            case JoinMix join:
                writer.Byte((byte)CommandNumber.JoinMix);
                writer.UInt64(join.Mix.Value);
                writer.UInt64(join.Stream.Value);
                WriteRole(writer, join.Role);
                break;
            case LeaveMix leave:
                CommandCodec.Begin(writer, CommandNumber.LeaveMix, leave.Stream);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "This command has no number yet.");
        }
    }

    public static MediaCommand? Read(CommandNumber number, ref WireReader reader) =>
        number switch
        {
            CommandNumber.Play => PlaybackCodec.Read(ref reader),
            CommandNumber.StopPlaying => new StopPlaying(reader.Stream()),
            CommandNumber.DetectKeyTones => new DetectKeyTones(reader.Stream(), reader.Bool()),
            CommandNumber.StartRecording => ReadRecording(ref reader),
            CommandNumber.StartSealedRecording => ReadRecording(ref reader) with { Seal = ReadSeal(ref reader) },
            CommandNumber.PauseRecording => new PauseRecording(reader.Stream(), reader.Bool()),
            CommandNumber.StopRecording => new StopRecording(reader.Stream()),
            CommandNumber.JoinMix => new JoinMix(new MixId(reader.UInt64()), reader.Stream(), ReadRole(ref reader)),
            CommandNumber.LeaveMix => new LeaveMix(reader.Stream()),
            _ => null,
        };

    private static void WriteRole(WireWriter writer, MixRole role)
    {
        writer.Bool(role.Speaks);
        writer.Bool(role.Chimes);
        WriteSet(writer, role.HeardBy);
        WriteSet(writer, role.Hears);
    }

    private static MixRole ReadRole(ref WireReader reader) =>
        new()
        {
            Speaks = reader.Bool(),
            Chimes = reader.Bool(),
            HeardBy = ReadSet(ref reader),
            Hears = ReadSet(ref reader),
        };

    /// <summary>Everybody, or some.</summary>
    private static void WriteSet(WireWriter writer, ImmutableArray<StreamId> set)
    {
        writer.Bool(!set.IsDefault);
        if (set.IsDefault)
        {
            return;
        }
        writer.Count(set.Length, MaximumSet);
        foreach (var stream in set)
        {
            writer.UInt64(stream.Value);
        }
    }

    private static ImmutableArray<StreamId> ReadSet(ref WireReader reader)
    {
        if (!reader.Bool())
        {
            return default;
        }
        var count = reader.UInt16();
        if (count > MaximumSet)
        {
            reader.Break();
            return [];
        }
        var set = ImmutableArray.CreateBuilder<StreamId>(count);
        for (var i = 0; i < count && !reader.IsBroken; i++)
        {
            set.Add(reader.Stream());
        }
        return set.ToImmutable();
    }

    private static void WriteRecording(WireWriter writer, StartRecording start)
    {
        writer.UInt32(start.Recording);
        writer.Text(start.Path);
        writer.Optional(start.Partner);
        writer.Int32(start.SampleRate);
        writer.Bool(start.Beep);
        writer.Time(start.MaximumLength);
        writer.Time(start.StopAfterSilence);
        writer.Text(start.StopDigits);
    }

    private static StartRecording ReadRecording(ref WireReader reader) =>
        new(reader.Stream(), reader.UInt32(), reader.Text())
        {
            Partner = reader.OptionalStream(),
            SampleRate = reader.Int32(),
            Beep = reader.Bool(),
            MaximumLength = reader.Time(),
            StopAfterSilence = reader.Time(),
            StopDigits = reader.Text(),
        };

    private static void WriteSeal(WireWriter writer, RecordingSeal seal)
    {
        writer.Text(seal.KeyId);
        writer.Bytes(seal.Salt.AsSpan());
        writer.Bytes(seal.Key.AsSpan());
        writer.Byte((byte)seal.Codec);
        writer.Text(seal.Mark);
        writer.Bool(seal.Append);
    }

    private static RecordingSeal ReadSeal(ref WireReader reader) =>
        new()
        {
            KeyId = reader.Text(),
            Salt = [.. reader.Bytes()],
            Key = [.. reader.Bytes()],
            Codec = (RecordingCodec)reader.Byte(),
            Mark = reader.Text(),
            Append = reader.Bool(),
        };
}
