using System.Net;
using CsCheck;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;

namespace Ponte.Media.Control.Tests.Protocol;

/// <summary>Random messages of every kind.</summary>
internal static class Messages
{
    private static readonly Gen<StreamId> Id = Gen.ULong.Select(v => new StreamId(v));
    private static readonly Gen<TimeSpan> Time = Gen.Long.Select(t => new TimeSpan(t));
    private static readonly Gen<string> Text = Gen.OneOf(
            Gen.String[0, 20],
            Gen.OneOf(Gen.Const(""), Gen.Const("default"), Gen.Const("è µ 你好"), Gen.Const("123*#AD"))
        )
        // Lone surrogates are no text.
        .Where(t => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(t)).Equals(t, StringComparison.Ordinal));

    private static readonly Gen<IPEndPoint> EndPoint = Gen.Select(
        Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]),
        Gen.UShort,
        Gen.UInt[0, 9],
        (bytes, port, scope) => new IPEndPoint(bytes.Length == 4 ? new IPAddress(bytes) : new IPAddress(bytes, scope), port)
    );

    private static readonly Gen<SrtpKey?> Key = Gen.Select(
        Gen.Bool,
        Gen.Enum<SrtpSuite>(),
        Gen.Byte.Array[0, 40],
        Gen.Byte.Array[0, 4],
        (there, suite, key, mki) => there ? new SrtpKey(suite, [.. key], [.. mki]) : null
    );

    private static readonly Gen<PayloadFormat> Format = Gen.Select(
        Gen.Byte,
        Gen.Byte,
        Text,
        Gen.Int,
        (received, sent, encoding, rate) => new PayloadFormat(received, encoding, rate) { SendPayloadType = sent }
    );

    private static readonly Gen<StreamSettings> Settings =
        from remote in EndPoint.Null()
        from remoteControl in EndPoint.Null()
        from flags in Gen.Bool.Array[4]
        from direction in Gen.Enum<MediaDirection>()
        from formats in Format.Array[0, 128]
        from times in Time.Array[3]
        from keys in Key.Array[2]
        from ice in Gen.Select(Text, Text, Text, (local, password, remote) => new IceSettings(local, password, remote)).Null()
        select new StreamSettings
        {
            RemoteRtp = remote,
            RemoteRtcp = remoteControl,
            RtcpMux = flags[0],
            Direction = direction,
            Formats = [.. formats],
            PacketTime = times[0],
            SendKey = keys[0],
            ReceiveKey = keys[1],
            LatchToSource = flags[1],
            RelatchAfter = times[1],
            FillSilence = flags[2],
            SilenceTimeout = times[2],
            IsUdptl = flags[3],
            Ice = flags[3] ? null : ice,
        };

    private static readonly Gen<double?> Figure = Gen.Select(Gen.Bool, Gen.Double, (there, value) => there ? value : (double?)null);

    private static readonly Gen<StreamStatistics> Statistics =
        from counts in Gen.Long.Array[6]
        from jitter in Gen.Double
        from figures in Figure.Array[4]
        from encoding in Text.Null()
        select new StreamStatistics
        {
            PacketsReceived = counts[0],
            PacketsSent = counts[1],
            BytesReceived = counts[2],
            BytesSent = counts[3],
            PacketsLost = counts[4],
            PacketsRefused = counts[5],
            JitterMilliseconds = jitter,
            RemoteLossFraction = figures[0],
            RemoteJitterMilliseconds = figures[1],
            RoundTripMilliseconds = figures[2],
            MeanOpinionScore = figures[3],
            Encoding = encoding,
        };

    private static readonly Gen<PlaySource> Source = Gen.OneOf<PlaySource>(
        Text.Select(path => (PlaySource)new FileSource(path)),
        Gen.Select(Text, Gen.Byte.Array[0, 40], (path, key) => (PlaySource)new SealedSource(path, [.. key])),
        Time.Select(length => (PlaySource)new SilenceSource(length)),
        Gen.Select(
            Gen.Enum<ToneKind>(),
            Text,
            Gen.Int,
            Time,
            (tone, country, frequency, length) => (PlaySource)new ToneSource(tone, country, frequency, length)
        )
    );

    private static readonly Gen<MediaCommand> Playing =
        from id in Id
        from number in Gen.UInt
        from sources in Source.Array[0, 5]
        from flags in Gen.Bool.Array[2]
        from start in Time
        from digits in Text
        select (MediaCommand)
            new Play(id, number, [.. sources])
            {
                Loop = flags[0],
                Start = start,
                StopDigits = digits,
                UntilAudioFrom = flags[1] ? new StreamId(id.Value + 1) : null,
            };

    private static readonly Gen<MediaCommand> Recording =
        from id in Id
        from number in Gen.UInt
        from texts in Text.Array[2]
        from flags in Gen.Bool.Array[2]
        from rate in Gen.Int
        from times in Time.Array[2]
        select (MediaCommand)
            new StartRecording(id, number, texts[0])
            {
                Partner = flags[0] ? new StreamId(id.Value + 1) : null,
                SampleRate = rate,
                Beep = flags[1],
                MaximumLength = times[0],
                StopAfterSilence = times[1],
                StopDigits = texts[1],
            };

    private static readonly Gen<MediaCommand> Sealed =
        from start in Recording
        from texts in Text.Array[2]
        from bytes in Gen.Byte.Array[0, 40].Array[2]
        from append in Gen.Bool
        select (MediaCommand)(
            (StartRecording)start with
            {
                Seal = new RecordingSeal
                {
                    KeyId = texts[0],
                    Salt = [.. bytes[0]],
                    Key = [.. bytes[1]],
                    Codec = append ? RecordingCodec.Opus : RecordingCodec.Pcm,
                    Mark = texts[1],
                    Append = append,
                },
            }
        );

    private static readonly Gen<MediaCommand> Mixing =
        from id in Id
        from mix in Gen.ULong
        from flags in Gen.Bool.Array[4]
        from sets in Id.Array[0, 5].Array[2]
        select (MediaCommand)
            new JoinMix(
                new MixId(mix),
                id,
                new MixRole
                {
                    Speaks = flags[0],
                    Chimes = flags[1],
                    HeardBy = flags[2] ? [.. sets[0]] : default,
                    Hears = flags[3] ? [.. sets[1]] : default,
                }
            );

    public static readonly Gen<MediaCommand> Command = Gen.OneOf<MediaCommand>(
        Gen.Select(Id, Gen.ULong, Text, (id, call, name) => (MediaCommand)new OpenStream(id, call, name)),
        Gen.Select(Id, Settings, (id, settings) => (MediaCommand)new ConfigureStream(id, settings)),
        Gen.Select(Id, Id, (source, sink) => (MediaCommand)new Connect(source, sink)),
        Gen.Select(Id, Id, (source, sink) => (MediaCommand)new Disconnect(source, sink)),
        Gen.Select(
            Id,
            Gen.Enum<ToneKind>(),
            Text,
            Gen.Int,
            Gen.Bool,
            (id, tone, country, frequency, until) =>
                (MediaCommand)new PlayTone(id, tone, country, frequency, until ? new StreamId(id.Value + 1) : null)
        ),
        Id.Select(id => (MediaCommand)new StopTone(id)),
        Playing,
        Recording,
        Sealed,
        Mixing,
        Id.Select(id => (MediaCommand)new LeaveMix(id)),
        Gen.Select(Id, Gen.Bool, (id, isPaused) => (MediaCommand)new PauseRecording(id, isPaused)),
        Id.Select(id => (MediaCommand)new StopRecording(id)),
        Id.Select(id => (MediaCommand)new StopPlaying(id)),
        Gen.Select(Id, Gen.Bool, (id, isOn) => (MediaCommand)new DetectKeyTones(id, isOn)),
        Gen.Select(Id, Text, (id, digits) => (MediaCommand)new SendDigits(id, digits)),
        Id.Select(id => (MediaCommand)new QueryStatistics(id)),
        Id.Select(id => (MediaCommand)new CloseStream(id)),
        Gen.ULong.Select(call => (MediaCommand)new CloseCall(call)),
        Gen.Const((MediaCommand)new ListStreams())
    );

    public static readonly Gen<MediaReply> Reply = Gen.OneOf<MediaReply>(
        Gen.Const((MediaReply)new MediaDone()),
        Gen.Select(Gen.Enum<MediaError>(), Text, (error, detail) => (MediaReply)new MediaRefused(error, detail)),
        Gen.Select(Id, EndPoint, Gen.UShort, (id, rtp, port) => (MediaReply)new StreamOpened(id, rtp, port)),
        Gen.Select(Id, Statistics, (id, statistics) => (MediaReply)new StatisticsReply(id, statistics)),
        Gen.Select(Id, Gen.ULong, EndPoint, (id, call, rtp) => new StreamListEntry(id, call, rtp))
            .Array[0, 20]
            .Select(rows => (MediaReply)new StreamList([.. rows]))
    );

    public static readonly Gen<MediaEvent> Event = Gen.OneOf<MediaEvent>(
        Gen.Select(Id, EndPoint, (id, source) => (MediaEvent)new StreamLatched(id, source)),
        Id.Select(id => (MediaEvent)new AudioStarted(id)),
        Gen.Select(Id, Gen.Char, Time, (id, digit, duration) => (MediaEvent)new DigitReceived(id, digit, duration)),
        Gen.Select(Id, Time, (id, since) => (MediaEvent)new StreamSilent(id, since)),
        Gen.Select(Id, EndPoint, (id, remote) => (MediaEvent)new PairNominated(id, remote)),
        Gen.Select(
            Id,
            Gen.UInt,
            Gen.Enum<PlaybackEnd>(),
            Time,
            Text,
            (id, number, reason, position, detail) => (MediaEvent)new PlaybackEnded(id, number, reason, position, detail)
        ),
        Gen.Select(
            Id,
            Gen.UInt,
            Gen.Enum<RecordingEnd>(),
            Time,
            Text,
            (id, number, reason, length, detail) => (MediaEvent)new RecordingEnded(id, number, reason, length, detail)
        )
    );
}
