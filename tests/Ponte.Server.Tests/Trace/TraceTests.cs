using System.Buffers;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Server.Metrics;
using Ponte.Server.Storage;
using Ponte.Server.Tests.Support;
using Ponte.Server.Trace;
using Ponte.Sip.Transports;

namespace Ponte.Server.Tests.Trace;

public sealed class TraceTests : IDisposable
{
    private static readonly DateTimeOffset Start = SampleCall.Start;
    private static readonly TraceFileLimits Large = new(1 << 20, 1 << 24, TimeSpan.FromDays(7));
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_message_is_found_again_as_it_was()
    {
        using var files = new TraceFiles(_folder.Path, Large);
        Append(files, Message("a", 0), Message("b", 1, remote: "[2001:db8::7]:5061"), Message("a", 2, isSent: true));

        var found = files.Find(["a"], Start, Start.AddHours(1), 100);

        found.Should().HaveCount(2);
        found[0].Should().BeEquivalentTo(Message("a", 0), o => o.Excluding(m => m.Bytes));
        found[0].Bytes.ToArray().Should().Equal(Message("a", 0).Bytes.ToArray());
        found[1].IsSent.Should().BeTrue();
        files.Find(["b"], Start, Start.AddHours(1), 100).Should().ContainSingle().Which.Remote.ToString().Should().Be("[2001:db8::7]:5061");
    }

    [Fact]
    public void Time_and_limit_bound_what_is_found()
    {
        using var files = new TraceFiles(_folder.Path, Large);
        Append(files, [.. Enumerable.Range(0, 10).Select(i => Message("a", i))]);

        files.Find(["a"], Start.AddSeconds(3), Start.AddSeconds(5), 100).Should().HaveCount(3);
        files.Find(["a"], Start, Start.AddSeconds(100), 4).Should().HaveCount(4);
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_gives_what_is_whole()
    {
        using (var files = new TraceFiles(_folder.Path, Large))
        {
            Append(files, Message("a", 0), Message("a", 1));
        }
        var path = Directory.GetFiles(_folder.Path).Should().ContainSingle().Subject;
        var whole = File.ReadAllBytes(path);
        var half = whole.Length / 2;
        using var reader = new TraceFiles(_folder.Path, Large);
        for (var length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            reader
                .Find(["a"], Start, Start.AddHours(1), 9)
                .Should()
                .HaveCount(
                    length < half ? 0
                    : length < whole.Length ? 1
                    : 2
                );
        }
    }

    [Fact]
    public void A_damaged_file_hides_only_itself()
    {
        using (var files = new TraceFiles(_folder.Path, Large with { FileBytes = 1 }))
        {
            Append(files, Message("a", 0));
            Append(files, Message("a", 60));
        }
        var first = Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).First();
        File.WriteAllBytes(first, [1, 2, 3, .. File.ReadAllBytes(first)]);

        using var reader = new TraceFiles(_folder.Path, Large);
        reader.Find(["a"], Start, Start.AddHours(1), 9).Should().ContainSingle().Which.At.Should().Be(Start.AddSeconds(60));
    }

    [Fact]
    public void Old_files_go_by_age_and_by_size()
    {
        using (var byAge = new TraceFiles(_folder.File("age"), Large with { FileBytes = 1, MaxAge = TimeSpan.FromSeconds(25) }))
        {
            for (var i = 0; i < 10; i++)
            {
                Append(byAge, Message("a", i * 10));
            }
            // A file goes when the next one began before the limit: what is younger is never lost.
            byAge.Find(["a"], Start, Start.AddHours(1), 99).Select(m => (m.At - Start).TotalSeconds).Should().Equal(60, 70, 80, 90);
        }
        var size = 0L;
        using (var one = new TraceFiles(_folder.File("one"), Large))
        {
            Append(one, Message("a", 0));
            size = new FileInfo(Directory.GetFiles(_folder.File("one")).Single()).Length;
        }
        using var bySize = new TraceFiles(_folder.File("size"), Large with { FileBytes = 1, MaxBytes = 3 * size });
        for (var i = 0; i < 10; i++)
        {
            Append(bySize, Message("a", i * 10));
        }
        Directory.GetFiles(_folder.File("size")).Should().HaveCountLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task The_writer_masks_and_leaves_options_out()
    {
        using var metrics = new ServerMetrics();
        var writer = new TraceWriter(
            new TraceFiles(_folder.Path, Large),
            keepOptions: false,
            TimeSpan.Zero,
            TimeProvider.System,
            metrics,
            NullLogger.Instance
        );
        await using (writer)
        {
            Trace(writer, "INVITE sip:h SIP/2.0\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\nAuthorization: Digest secret\r\n\r\n");
            Trace(writer, "OPTIONS sip:h SIP/2.0\r\nCall-ID: c1\r\nCSeq: 1 OPTIONS\r\n\r\n");
            Trace(writer, "SIP/2.0 200 OK\r\nCall-ID: c1\r\nCSeq: 1 OPTIONS\r\n\r\n");
            await writer.FlushAsync(TestContext.Current.CancellationToken);
            writer.Failure.Should().BeNull();
        }

        using var files = new TraceFiles(_folder.Path, Large);
        var message = files.Find(["c1"], Start, Start.AddHours(1), 9).Should().ContainSingle().Subject;
        var text = Encoding.UTF8.GetString(message.Bytes.Span);
        text.Should().StartWith("INVITE").And.NotContain("secret").And.Contain("Authorization: Digest ******");
        message.Protocol.Should().Be(TransportProtocol.Tls);
    }

    [Fact]
    public async Task A_disk_that_fails_is_told_and_does_not_stop_the_writer()
    {
        using var metrics = new ServerMetrics();
        File.WriteAllText(_folder.File("file"), "a file where a folder should be");
        var writer = Writer(new TraceFiles(_folder.File("file"), Large), metrics);
        await using (writer)
        {
            Trace(writer, "BYE sip:h SIP/2.0\r\nCall-ID: c1\r\n\r\n");
            await writer.FlushAsync(TestContext.Current.CancellationToken);
            writer.Failure.Should().NotBeNull();

            File.Delete(_folder.File("file"));
            Trace(writer, "BYE sip:h SIP/2.0\r\nCall-ID: c1\r\n\r\n");
            await writer.FlushAsync(TestContext.Current.CancellationToken);
            writer.Failure.Should().BeNull();
        }
    }

    [Fact]
    public async Task A_full_disk_is_told_until_there_is_room()
    {
        using var metrics = new ServerMetrics();
        var path = _folder.File($"{Microseconds.Of(Start):D17}.trace");
        File.CreateSymbolicLink(path, "/dev/full");
        await using var writer = Writer(new TraceFiles(_folder.Path, Large), metrics);
        Trace(writer, "BYE sip:h SIP/2.0\r\nCall-ID: c1\r\n\r\n");
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        writer.Failure.Should().Contain("No space left");

        File.Delete(path);
        Trace(writer, "BYE sip:h SIP/2.0\r\nCall-ID: c1\r\n\r\n");
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        writer.Failure.Should().BeNull();
        new FileInfo(path).Length.Should().BePositive();
    }

    /// <summary>Whatever goes wrong costs one batch and is told.</summary>
    [Fact]
    public async Task A_defect_does_not_end_the_writer()
    {
        using var metrics = new ServerMetrics();
        var files = new TraceFiles(_folder.Path, Large);
        await using var writer = Writer(files, metrics);
        Trace(writer, "BYE sip:h SIP/2.0\r\nCall-ID: c1\r\n\r\n");
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        files.Dispose(); // no error of a disk: nobody expects it
        Trace(writer, "BYE sip:h SIP/2.0\r\nCall-ID: c2\r\n\r\n");
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        writer.Failure.Should().NotBeNull();

        Trace(writer, "BYE sip:h SIP/2.0\r\nCall-ID: c3\r\n\r\n");
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        writer.Failure.Should().BeNull();
        files.Find(["c1", "c2", "c3"], Start, Start.AddHours(1), 9).Select(m => m.SipCallId).Should().Equal("c1", "c3");
    }

    private static TraceWriter Writer(TraceFiles files, ServerMetrics metrics) =>
        new(files, keepOptions: true, TimeSpan.Zero, TimeProvider.System, metrics, NullLogger.Instance);

    internal static TracedMessage Message(
        string callId,
        double seconds,
        bool isSent = false,
        string remote = "198.51.100.7:5060",
        string? text = null
    ) =>
        new(
            Start.AddSeconds(seconds),
            isSent,
            TransportProtocol.Udp,
            IPEndPoint.Parse("192.0.2.10:5060"),
            IPEndPoint.Parse(remote),
            callId,
            Encoding.UTF8.GetBytes(text ?? $"BYE sip:h SIP/2.0\r\nCall-ID: {callId}\r\n\r\n")
        );

    private static void Append(TraceFiles files, params TracedMessage[] messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
        {
            TraceRecord.Write(buffer, message);
        }
        files.Append(buffer.WrittenSpan, messages[0].At);
    }

    private static void Trace(TraceWriter writer, string text)
    {
        var flow = new SipFlow
        {
            Id = 1,
            Protocol = TransportProtocol.Tls,
            Local = IPEndPoint.Parse("192.0.2.10:5061"),
            Remote = IPEndPoint.Parse("52.114.0.1:5061"),
            SentByHost = "sbc.example.com",
            SentByPort = 5061,
        };
        writer.Trace(false, flow, Encoding.UTF8.GetBytes(text), Start);
    }
}
