using System.Collections.Immutable;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Protocol;

/// <summary><see cref="StreamSettings"/> on the wire; <see cref="StreamSettings.Ice"/> and <see cref="StreamSettings.IsUdptl"/> apart, because configurations without them are older.</summary>
internal static class SettingsCodec
{
    /// <summary>RTP has 128 payload types.</summary>
    private const int MaximumFormats = 128;

    public static void Write(WireWriter writer, StreamSettings settings)
    {
        writer.EndPoint(settings.RemoteRtp);
        writer.EndPoint(settings.RemoteRtcp);
        writer.Bool(settings.RtcpMux);
        writer.Byte((byte)settings.Direction);
        WriteFormats(writer, settings.Formats);
        writer.Time(settings.PacketTime);
        WriteKey(writer, settings.SendKey);
        WriteKey(writer, settings.ReceiveKey);
        writer.Bool(settings.LatchToSource);
        writer.Time(settings.RelatchAfter);
        writer.Bool(settings.FillSilence);
        writer.Time(settings.SilenceTimeout);
    }

    public static void WriteIce(WireWriter writer, IceSettings ice)
    {
        writer.Text(ice.LocalFragment);
        writer.Text(ice.LocalPassword);
        writer.Text(ice.RemoteFragment);
    }

    public static IceSettings ReadIce(ref WireReader reader) => new(reader.Text(), reader.Text(), reader.Text());

    public static StreamSettings Read(ref WireReader reader) =>
        new()
        {
            RemoteRtp = reader.EndPoint(),
            RemoteRtcp = reader.EndPoint(),
            RtcpMux = reader.Bool(),
            Direction = ReadDirection(ref reader),
            Formats = ReadFormats(ref reader),
            PacketTime = reader.Time(),
            SendKey = ReadKey(ref reader),
            ReceiveKey = ReadKey(ref reader),
            LatchToSource = reader.Bool(),
            RelatchAfter = reader.Time(),
            FillSilence = reader.Bool(),
            SilenceTimeout = reader.Time(),
        };

    private static MediaDirection ReadDirection(ref WireReader reader)
    {
        var direction = (MediaDirection)reader.Byte();
        if (direction > MediaDirection.SendReceive)
        {
            reader.Break();
        }
        return direction;
    }

    private static void WriteFormats(WireWriter writer, ImmutableArray<PayloadFormat> formats)
    {
        var list = formats.IsDefault ? [] : formats;
        writer.Count(list.Length, MaximumFormats);
        foreach (var format in list)
        {
            writer.Byte(format.PayloadType);
            writer.Byte(format.SendPayloadType);
            writer.Text(format.Encoding);
            writer.Int32(format.ClockRate);
        }
    }

    private static ImmutableArray<PayloadFormat> ReadFormats(ref WireReader reader)
    {
        var count = reader.UInt16();
        if (count > MaximumFormats)
        {
            reader.Break();
            return [];
        }
        var formats = ImmutableArray.CreateBuilder<PayloadFormat>(count);
        for (var i = 0; i < count && !reader.IsBroken; i++)
        {
            var received = reader.Byte();
            var sent = reader.Byte();
            formats.Add(new PayloadFormat(received, reader.Text(), reader.Int32()) { SendPayloadType = sent });
        }
        return formats.ToImmutable();
    }

    private static void WriteKey(WireWriter writer, SrtpKey? key)
    {
        writer.Bool(key is not null);
        if (key is not null)
        {
            writer.Byte((byte)key.Suite);
            writer.Bytes(key.KeyAndSalt.IsDefault ? [] : key.KeyAndSalt.AsSpan());
            writer.Bytes(key.Mki.IsDefault ? [] : key.Mki.AsSpan());
        }
    }

    private static SrtpKey? ReadKey(ref WireReader reader)
    {
        if (!reader.Bool())
        {
            return null;
        }
        var suite = (SrtpSuite)reader.Byte();
        if (suite > SrtpSuite.AeadAes128Gcm)
        {
            reader.Break();
        }
        return new SrtpKey(suite, [.. reader.Bytes()], [.. reader.Bytes()]);
    }
}
