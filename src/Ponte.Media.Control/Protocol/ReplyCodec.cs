using System.Collections.Immutable;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Protocol;

/// <summary><see cref="MediaReply"/>s on the wire: number, then the values in the order of their records.</summary>
internal static class ReplyCodec
{
    /// <summary>Bytes of the shortest row of a list: no count can promise more rows than there are bytes for.</summary>
    private const int LeastRow = 8 + 8 + 1 + 4 + 2;

    /// <summary>Makes the frame of a reply.</summary>
    public static byte[] ToFrame(uint request, MediaReply reply)
    {
        var writer = new WireWriter(FrameKind.Reply);
        writer.UInt32(request);
        Write(writer, reply);
        return writer.ToFrame();
    }

    /// <summary>Reads request number and reply; null for what is none.</summary>
    public static MediaReply? Read(ReadOnlySpan<byte> body, out uint request)
    {
        var reader = new WireReader(body);
        request = reader.UInt32();
        var reply = (ReplyNumber)reader.Byte() switch
        {
            ReplyNumber.Done => new MediaDone(),
            ReplyNumber.Refused => ReadRefused(ref reader),
            ReplyNumber.StreamOpened => new StreamOpened(new StreamId(reader.UInt64()), reader.RequiredEndPoint(), reader.UInt16()),
            ReplyNumber.Statistics => new StatisticsReply(new StreamId(reader.UInt64()), ReadStatistics(ref reader)),
            ReplyNumber.StreamList => ReadList(ref reader, body.Length),
            _ => (MediaReply?)null,
        };
        return reader.IsComplete ? reply : null;
    }

    private static void Write(WireWriter writer, MediaReply reply)
    {
        switch (reply)
        {
            case MediaDone:
                writer.Byte((byte)ReplyNumber.Done);
                break;
            case MediaRefused refused:
                writer.Byte((byte)ReplyNumber.Refused);
                writer.Byte((byte)refused.Error);
                writer.Words(refused.Detail);
                break;
            case StreamOpened opened:
                writer.Byte((byte)ReplyNumber.StreamOpened);
                writer.UInt64(opened.Stream.Value);
                writer.EndPoint(opened.Rtp);
                writer.UInt16((ushort)opened.RtcpPort);
                break;
            case StatisticsReply statistics:
                writer.Byte((byte)ReplyNumber.Statistics);
                writer.UInt64(statistics.Stream.Value);
                WriteStatistics(writer, statistics.Statistics);
                break;
            case StreamList list:
                WriteList(writer, list.Streams);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(reply), reply.GetType().Name, "This reply has no number yet.");
        }
    }

    private static MediaRefused ReadRefused(ref WireReader reader)
    {
        var error = (MediaError)reader.Byte();
        if (error is < MediaError.UnknownStream or > MediaError.Unavailable)
        {
            reader.Break();
        }
        return new MediaRefused(error, reader.Text());
    }

    private static void WriteStatistics(WireWriter writer, StreamStatistics statistics)
    {
        writer.Int64(statistics.PacketsReceived);
        writer.Int64(statistics.PacketsSent);
        writer.Int64(statistics.BytesReceived);
        writer.Int64(statistics.BytesSent);
        writer.Int64(statistics.PacketsLost);
        writer.Int64(statistics.PacketsRefused);
        writer.Double(statistics.JitterMilliseconds);
        writer.Optional(statistics.RemoteLossFraction);
        writer.Optional(statistics.RemoteJitterMilliseconds);
        writer.Optional(statistics.RoundTripMilliseconds);
        writer.Optional(statistics.MeanOpinionScore);
        writer.Bool(statistics.Encoding is not null);
        if (statistics.Encoding is { } encoding)
        {
            writer.Words(encoding);
        }
    }

    private static StreamStatistics ReadStatistics(ref WireReader reader) =>
        new()
        {
            PacketsReceived = reader.Int64(),
            PacketsSent = reader.Int64(),
            BytesReceived = reader.Int64(),
            BytesSent = reader.Int64(),
            PacketsLost = reader.Int64(),
            PacketsRefused = reader.Int64(),
            JitterMilliseconds = reader.Double(),
            RemoteLossFraction = reader.Optional(),
            RemoteJitterMilliseconds = reader.Optional(),
            RoundTripMilliseconds = reader.Optional(),
            MeanOpinionScore = reader.Optional(),
            Encoding = reader.Bool() ? reader.Text() : null,
        };

    private static void WriteList(WireWriter writer, ImmutableArray<StreamListEntry> streams)
    {
        writer.Byte((byte)ReplyNumber.StreamList);
        writer.UInt32((uint)streams.Length);
        foreach (var stream in streams)
        {
            writer.UInt64(stream.Stream.Value);
            writer.UInt64(stream.Call);
            writer.EndPoint(stream.Rtp);
        }
    }

    private static StreamList ReadList(ref WireReader reader, int bodyLength)
    {
        var count = reader.UInt32();
        if (count > bodyLength / LeastRow)
        {
            reader.Break();
            return new StreamList([]);
        }
        var streams = ImmutableArray.CreateBuilder<StreamListEntry>((int)count);
        for (var i = 0; i < count && !reader.IsBroken; i++)
        {
            streams.Add(new StreamListEntry(new StreamId(reader.UInt64()), reader.UInt64(), reader.RequiredEndPoint()));
        }
        return new StreamList(streams.ToImmutable());
    }
}
