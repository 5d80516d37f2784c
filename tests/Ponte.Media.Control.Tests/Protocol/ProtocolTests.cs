using CsCheck;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Control.Protocol;

namespace Ponte.Media.Control.Tests.Protocol;

public sealed class ProtocolTests
{
    /// <summary>Length and kind come before the body.</summary>
    private const int BodyOffset = 5;

    [Fact]
    public void Numbers_on_the_wire_never_change()
    {
        Numbers<FrameKind>().Should().Be("Hello=1 Welcome=2 Rejected=3 Command=4 Reply=5 Event=6 Replaced=7 Ping=8 Pong=9");
        Numbers<RejectReason>().Should().Be("Version=1 InUse=2");
        Numbers<CommandNumber>()
            .Should()
            .Be(
                "OpenStream=1 ConfigureStream=2 Connect=3 Disconnect=4 PlayTone=5 StopTone=6 SendDigits=7 QueryStatistics=8 CloseStream=9 CloseCall=10 ListStreams=11 ConfigureStreamWithIce=12 Play=13 StopPlaying=14 ConfigureStreamForFax=15 DetectKeyTones=16 StartRecording=17 PauseRecording=18 StopRecording=19 JoinMix=20 LeaveMix=21 StartSealedRecording=22"
            );
        Numbers<ReplyNumber>().Should().Be("Done=1 Refused=2 StreamOpened=3 Statistics=4 StreamList=5");
        Numbers<EventNumber>()
            .Should()
            .Be("StreamLatched=1 AudioStarted=2 DigitReceived=3 StreamSilent=4 PairNominated=5 PlaybackEnded=6 RecordingEnded=7");
        Numbers<MediaError>().Should().Be("UnknownStream=1 StreamExists=2 NoPortFree=3 UnknownAddress=4 InvalidValue=5 Unavailable=6");
        Numbers<ToneKind>().Should().Be("Ringback=1 Busy=2 Congestion=3 Hold=4 Test=5");
        Numbers<PlaybackEnd>().Should().Be("Finished=1 Stopped=2 Digit=3 FileError=4");
        Numbers<RecordingEnd>().Should().Be("Stopped=1 MaximumLength=2 Silence=3 Digit=4 FileError=5");
        Numbers<SrtpSuite>().Should().Be("None=0 AesCm128HmacSha180=1 AesCm128HmacSha132=2 AeadAes128Gcm=3");
        Numbers<MediaDirection>().Should().Be("Inactive=0 SendOnly=1 ReceiveOnly=2 SendReceive=3");
    }

    [Fact]
    public void Bodies_of_version_1_never_change()
    {
        var settings = new StreamSettings
        {
            RemoteRtp = new System.Net.IPEndPoint(System.Net.IPAddress.Parse("192.0.2.1"), 4000),
            Formats = [new PayloadFormat(8, "PCMA", 8000) { SendPayloadType = 96 }],
            SendKey = new SrtpKey(SrtpSuite.AesCm128HmacSha180, [1, 2], [3]),
        };
        Convert
            .ToHexString(CommandCodec.ToFrame(7, new ConfigureStream(new StreamId(9), settings))!)
            .Should()
            .Be(
                "0000004A"
                    + "04"
                    + "00000007"
                    + "02"
                    + "0000000000000009"
                    + "04C00002010FA0"
                    + "00"
                    + "00"
                    + "03"
                    + "0001"
                    + "0860"
                    + "000450434D41"
                    + "00001F40"
                    + "0000000000030D40"
                    + "01010002"
                    + "0102"
                    + "000103"
                    + "00"
                    + "01"
                    + "0000000001312D00"
                    + "00"
                    + "0000000000000000"
            );
        Convert.ToHexString(Hello.Ours(takeOver: true).ToFrame()).Should().Be("0000000A" + "01" + "504D4544" + "0001" + "0007" + "01");
    }

    [Fact]
    public void Every_command_reply_and_event_has_a_number()
    {
        Kinds<MediaCommand>()
            .Append(nameof(CommandNumber.ConfigureStreamWithIce))
            .Append(nameof(CommandNumber.ConfigureStreamForFax))
            .Append(nameof(CommandNumber.StartSealedRecording))
            .Should()
            .BeEquivalentTo(Enum.GetNames<CommandNumber>(), "a configuration has three numbers, a recording two");
        Kinds<MediaReply>()
            .Select(n =>
                n.Replace("Media", "", StringComparison.Ordinal).Replace("StatisticsReply", "Statistics", StringComparison.Ordinal)
            )
            .Should()
            .BeEquivalentTo(Enum.GetNames<ReplyNumber>());
        Kinds<MediaEvent>()
            .Except([nameof(MediaLost), nameof(MediaRestored)], StringComparer.Ordinal)
            .Should()
            .BeEquivalentTo(Enum.GetNames<EventNumber>());
        EventCodec.ToFrame(new MediaRestored()).Should().BeNull("it is the client's own");
    }

    [Fact]
    public void Commands_come_through_unchanged()
    {
        Gen.Select(Gen.UInt, Messages.Command)
            .Sample(
                (request, command) =>
                {
                    var frame = CommandCodec.ToFrame(request, command)!;
                    var read = CommandCodec.Read(frame.AsSpan(BodyOffset), out var readRequest);
                    if (!command.Equals(read))
                    {
                        // Lists in it are equal by their contents only.
                        read.Should().BeEquivalentTo(command, o => o.PreferringRuntimeMemberTypes());
                    }
                    return readRequest == request && CommandCodec.ToFrame(request, read!)!.SequenceEqual(frame);
                },
                iter: 500
            );
    }

    [Fact]
    public void Replies_come_through_unchanged()
    {
        Gen.Select(Gen.UInt, Messages.Reply)
            .Sample(
                (request, reply) =>
                {
                    var frame = ReplyCodec.ToFrame(request, reply);
                    var read = ReplyCodec.Read(frame.AsSpan(BodyOffset), out var readRequest);
                    if (!reply.Equals(read))
                    {
                        read.Should().BeEquivalentTo(reply, o => o.PreferringRuntimeMemberTypes());
                    }
                    return readRequest == request && ReplyCodec.ToFrame(request, read!).SequenceEqual(frame);
                },
                iter: 500
            );
    }

    [Fact]
    public void Events_come_through_unchanged() =>
        Messages.Event.Sample(e => EventCodec.Read(EventCodec.ToFrame(e).AsSpan(BodyOffset))!.Equals(e), iter: 500);

    [Fact]
    public void Bodies_that_are_cut_or_too_long_are_none()
    {
        Gen.Select(Messages.Command, Messages.Reply, Messages.Event, Gen.Int[1, 30])
            .Sample(
                (command, reply, mediaEvent, cut) =>
                {
                    foreach (
                        var (frame, read) in new (byte[], Func<byte[], object?>)[]
                        {
                            (CommandCodec.ToFrame(1, command)!, b => CommandCodec.Read(b, out _)),
                            (ReplyCodec.ToFrame(1, reply), b => ReplyCodec.Read(b, out _)),
                            (EventCodec.ToFrame(mediaEvent)!, b => EventCodec.Read(b)),
                        }
                    )
                    {
                        var body = frame[BodyOffset..];
                        if (read([.. body, 0]) is not null || read(body[..Math.Max(0, body.Length - cut)]) is not null)
                        {
                            return false;
                        }
                    }
                    return true;
                },
                iter: 300
            );
    }

    [Fact]
    public void No_bytes_make_a_reader_throw()
    {
        Gen.Select(Messages.Command, Messages.Reply, Gen.Byte.Array[0, 60], Gen.Int[0, 200], Gen.Byte)
            .Sample(
                (command, reply, noise, place, value) =>
                {
                    foreach (
                        var body in new[]
                        {
                            noise,
                            CommandCodec.ToFrame(1, command)![BodyOffset..],
                            ReplyCodec.ToFrame(1, reply)[BodyOffset..],
                        }
                    )
                    {
                        if (body.Length > 0)
                        {
                            body[place % body.Length] = value;
                        }
                        CommandCodec.Read(body, out _);
                        ReplyCodec.Read(body, out _);
                        EventCodec.Read(body);
                        Hello.Read(body);
                        Welcome.Read(body);
                        Rejected.Read(body);
                    }
                },
                iter: 3000
            );
    }

    [Fact]
    public void List_that_promises_more_rows_than_it_has_is_none()
    {
        byte[] body = [0, 0, 0, 1, (byte)ReplyNumber.StreamList, 0xFF, 0xFF, 0xFF, 0xFF];
        ReplyCodec.Read(body, out _).Should().BeNull();
    }

    [Fact]
    public void Values_beyond_the_protocol_are_not_sent()
    {
        CommandCodec.ToFrame(1, new SendDigits(default, new string('1', 5000))).Should().BeNull();
        var formats = Enumerable.Range(0, 129).Select(i => new PayloadFormat((byte)i, "X", 8000));
        CommandCodec.ToFrame(1, new ConfigureStream(default, new StreamSettings { Formats = [.. formats] })).Should().BeNull();
        var words = ReplyCodec.ToFrame(1, new MediaRefused(MediaError.InvalidValue, new string('€', 50_000)));
        ReplyCodec.Read(words.AsSpan(BodyOffset), out _).Should().BeOfType<MediaRefused>().Which.Detail.Should().HaveLength(1365);
    }

    [Fact]
    public void Hello_of_a_later_version_is_read()
    {
        var later = Hello.Ours(takeOver: false) with { NewestVersion = 9 };
        byte[] body = [.. later.ToFrame()[BodyOffset..], 1, 2, 3];
        Hello.Read(body).Should().Be(later);
        Welcome.Read([.. new Welcome(1, 2, 3, "x").ToFrame()[BodyOffset..], 9]).Should().Be(new Welcome(1, 2, 3, "x"));
    }

    private static string Numbers<T>()
        where T : struct, Enum =>
        string.Join(
            ' ',
            Enum.GetValues<T>().Order().Select(v => $"{v}={Convert.ToInt32(v, System.Globalization.CultureInfo.InvariantCulture)}")
        );

    private static IEnumerable<string> Kinds<T>() => typeof(T).Assembly.GetTypes().Where(t => t.BaseType == typeof(T)).Select(t => t.Name);
}
