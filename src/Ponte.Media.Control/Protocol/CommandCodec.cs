using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Protocol;

/// <summary><see cref="MediaCommand"/>s on the wire: number, then the values in the order of their records.</summary>
internal static class CommandCodec
{
    /// <summary>Makes the frame of a request; null where a value is more than the protocol carries.</summary>
    public static byte[]? ToFrame(uint request, MediaCommand command)
    {
        var writer = new WireWriter(FrameKind.Command);
        writer.UInt32(request);
        Write(writer, command);
        var frame = writer.ToFrame();
        return writer.IsOverfull || frame.Length > ProtocolLimits.MaximumCommandFrame ? null : frame;
    }

    /// <summary>Reads request number and command; null for what is none.</summary>
    public static MediaCommand? Read(ReadOnlySpan<byte> body, out uint request)
    {
        var reader = new WireReader(body);
        request = reader.UInt32();
        var command = Read(ref reader);
        return reader.IsComplete ? command : null;
    }

    /// <summary>The first version of the protocol that knows a command.</summary>
    public static ushort VersionOf(MediaCommand command) =>
        command switch
        {
            ConfigureStream { Settings.Ice: not null } => ProtocolLimits.IceVersion,
            ConfigureStream { Settings.IsUdptl: true } => ProtocolLimits.FaxVersion,
            StartRecording { Seal: not null } => ProtocolLimits.SealVersion,
            Play { Sources: { IsDefault: false } sources } when sources.Any(p => p is SealedSource) => ProtocolLimits.SealedPlayVersion,
            Play or StopPlaying => ProtocolLimits.VoiceVersion,
            DetectKeyTones or StartRecording or PauseRecording or StopRecording or JoinMix or LeaveMix => ProtocolLimits.MixVersion,
            _ => ProtocolLimits.OldestVersion,
        };

    private static void Write(WireWriter writer, MediaCommand command)
    {
        switch (command)
        {
            case OpenStream open:
                Begin(writer, CommandNumber.OpenStream, open.Stream);
                writer.UInt64(open.Call);
                writer.Text(open.AddressName);
                break;
            case ConfigureStream { Settings.Ice: { } ice } configure:
                Begin(writer, CommandNumber.ConfigureStreamWithIce, configure.Stream);
                SettingsCodec.Write(writer, configure.Settings);
                SettingsCodec.WriteIce(writer, ice);
                break;
            case ConfigureStream configure:
                var kind = configure.Settings.IsUdptl ? CommandNumber.ConfigureStreamForFax : CommandNumber.ConfigureStream;
                Begin(writer, kind, configure.Stream);
                SettingsCodec.Write(writer, configure.Settings);
                break;
            case Connect connect:
                Begin(writer, CommandNumber.Connect, connect.Source);
                writer.UInt64(connect.Sink.Value);
                break;
            case Disconnect disconnect:
                Begin(writer, CommandNumber.Disconnect, disconnect.Source);
                writer.UInt64(disconnect.Sink.Value);
                break;
            case PlayTone play:
                WritePlayTone(writer, play);
                break;
            case StopTone stop:
                Begin(writer, CommandNumber.StopTone, stop.Stream);
                break;
            case SendDigits digits:
                Begin(writer, CommandNumber.SendDigits, digits.Stream);
                writer.Text(digits.Digits);
                break;
            case QueryStatistics query:
                Begin(writer, CommandNumber.QueryStatistics, query.Stream);
                break;
            case CloseStream close:
                Begin(writer, CommandNumber.CloseStream, close.Stream);
                break;
            case CloseCall close:
                writer.Byte((byte)CommandNumber.CloseCall);
                writer.UInt64(close.Call);
                break;
            case ListStreams:
                writer.Byte((byte)CommandNumber.ListStreams);
                break;
            default:
                VoiceCodec.Write(writer, command);
                break;
        }
    }

    private static MediaCommand? Read(ref WireReader reader)
    {
        var number = (CommandNumber)reader.Byte();
        return number switch
        {
            CommandNumber.OpenStream => new OpenStream(Id(ref reader), reader.UInt64(), reader.Text()),
            CommandNumber.ConfigureStream => new ConfigureStream(Id(ref reader), SettingsCodec.Read(ref reader)),
            CommandNumber.Connect => new Connect(Id(ref reader), Id(ref reader)),
            CommandNumber.Disconnect => new Disconnect(Id(ref reader), Id(ref reader)),
            CommandNumber.PlayTone => ReadPlayTone(ref reader),
            CommandNumber.StopTone => new StopTone(Id(ref reader)),
            CommandNumber.SendDigits => new SendDigits(Id(ref reader), reader.Text()),
            CommandNumber.QueryStatistics => new QueryStatistics(Id(ref reader)),
            CommandNumber.CloseStream => new CloseStream(Id(ref reader)),
            CommandNumber.CloseCall => new CloseCall(reader.UInt64()),
            CommandNumber.ListStreams => new ListStreams(),
            CommandNumber.ConfigureStreamWithIce => ReadConfigureWithIce(ref reader),
            CommandNumber.ConfigureStreamForFax => new ConfigureStream(
                Id(ref reader),
                SettingsCodec.Read(ref reader) with
                {
                    IsUdptl = true,
                }
            ),
            _ => VoiceCodec.Read(number, ref reader),
        };
    }

    /// <summary>Number and stream, which most commands begin with.</summary>
    public static void Begin(WireWriter writer, CommandNumber number, StreamId stream)
    {
        writer.Byte((byte)number);
        writer.UInt64(stream.Value);
    }

    private static StreamId Id(ref WireReader reader) => reader.Stream();

    private static ConfigureStream ReadConfigureWithIce(ref WireReader reader)
    {
        var stream = Id(ref reader);
        var settings = SettingsCodec.Read(ref reader);
        return new ConfigureStream(stream, settings with { Ice = SettingsCodec.ReadIce(ref reader) });
    }

    private static void WritePlayTone(WireWriter writer, PlayTone play)
    {
        Begin(writer, CommandNumber.PlayTone, play.Stream);
        writer.Byte((byte)play.Tone);
        writer.Text(play.Country);
        writer.Int32(play.Frequency);
        writer.Optional(play.UntilAudioFrom);
    }

    private static PlayTone ReadPlayTone(ref WireReader reader) =>
        new(Id(ref reader), reader.Tone(), reader.Text(), reader.Int32(), reader.OptionalStream());
}
