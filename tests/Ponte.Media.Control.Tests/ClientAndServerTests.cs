using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Control.Protocol;
using Ponte.Media.Hosting;

namespace Ponte.Media.Control.Tests;

public sealed class ClientAndServerTests : IAsyncDisposable
{
    private static readonly StreamId Stream = new(0x1234);
    private readonly Rig _rig = new();

    private static CancellationToken Patience => Rig.Patience;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Commands_reach_the_engine_in_their_order_and_answers_find_their_commands()
    {
        await _rig.ServeAsync();
        _rig.Engine.Answer = async command =>
        {
            // Every other one is answered later.
            if (command is OpenStream { Call: var call } && call % 2 == 0)
            {
                await Task.Yield();
            }
            return command is OpenStream open
                ? new StreamOpened(open.Stream, new IPEndPoint(IPAddress.Loopback, (int)open.Call), 1)
                : new MediaDone();
        };
        var (client, _) = await _rig.ConnectedClientAsync();

        var answers = Enumerable
            .Range(0, 2000)
            .Select(i => client.SendAsync(new OpenStream(new StreamId((ulong)i), (ulong)i, "default")).AsTask())
            .ToList();

        var replies = await Task.WhenAll(answers).WaitAsync(Patience);
        replies.Cast<StreamOpened>().Select(r => r.Rtp.Port).Should().Equal(Enumerable.Range(0, 2000));
        _rig.Engine.Commands.Cast<OpenStream>().Select(c => c.Call).Should().BeInAscendingOrder();
        client.Host!.Settings.Should().Be("settings of the test");
        client.Host.ProcessId.Should().Be(Environment.ProcessId);
    }

    [Fact]
    public async Task Events_reach_the_client_in_their_order()
    {
        await _rig.ServeAsync();
        var (_, events) = await _rig.ConnectedClientAsync();

        for (var i = 0; i < 500; i++)
        {
            _rig.Engine.Raise(new DigitReceived(Stream, '5', TimeSpan.FromTicks(i)));
        }

        for (var i = 0; i < 500; i++)
        {
            (await events.ReadAsync(Patience)).Should().Be(new DigitReceived(Stream, '5', TimeSpan.FromTicks(i)));
        }
    }

    [Fact]
    public async Task Frames_are_taken_by_a_thread_of_the_connection_on_both_sides()
    {
        await _rig.ServeAsync();
        var (client, _) = await _rig.ConnectedClientAsync();
        var threads = Channel.CreateUnbounded<string?>();
        client.EventRaised += _ => threads.Writer.TryWrite(Thread.CurrentThread.Name);
        _rig.Engine.Answer = _ =>
        {
            threads.Writer.TryWrite(Thread.CurrentThread.Name);
            return ValueTask.FromResult<MediaReply>(new MediaDone());
        };

        await client.SendAsync(new ListStreams());
        (await threads.Reader.ReadAsync(Patience)).Should().Be("media control");

        _rig.Engine.Raise(new AudioStarted(Stream));
        (await threads.Reader.ReadAsync(Patience)).Should().Be("media control");
    }

    [Fact]
    public async Task Without_a_process_commands_are_refused_and_nobody_is_told_of_a_loss()
    {
        var (client, events) = _rig.Client();

        (await client.SendAsync(new ListStreams())).Should().BeOfType<MediaRefused>().Which.Error.Should().Be(MediaError.Unavailable);
        events.TryRead(out _).Should().BeFalse();

        await _rig.ServeAsync();
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();
        await client.WaitUntilReadyAsync(Patience);
        (await client.SendAsync(new ListStreams())).Should().BeOfType<MediaDone>();
    }

    [Fact]
    public async Task Process_that_ends_is_a_loss_and_refuses_what_was_under_way()
    {
        var server = await _rig.ServeAsync();
        var asked = new TaskCompletionSource();
        _rig.Engine.Answer = async _ =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, Patience);
            return new MediaDone();
        };
        var (client, events) = await _rig.ConnectedClientAsync();
        var answer = client.SendAsync(new ListStreams()).AsTask();
        await asked.Task.WaitAsync(Patience);

        await server.DisposeAsync();

        (await answer.WaitAsync(Patience)).Should().BeOfType<MediaRefused>().Which.Error.Should().Be(MediaError.Unavailable);
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaLost>();
        client.Host.Should().BeNull();

        _rig.Engine.Answer = _ => ValueTask.FromResult<MediaReply>(new MediaDone());
        await _rig.ServeAsync();
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();
    }

    [Fact]
    public async Task Connection_that_breaks_while_the_process_lives_is_no_loss()
    {
        await _rig.ServeAsync();
        var (client, events) = await _rig.ConnectedClientAsync();
        var instance = client.Host!.Instance;
        // A stranger takes over and sends nonsense: the client's connection breaks, and then is free again.
        var (first, _) = await ClientSession.ConnectAsync(_rig.SocketPath, takeOver: true, TimeProvider.System, Patience);
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaLost>().Which.Reason.Should().Contain("took over");

        await first!.DisposeAsync();

        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();
        client.Host!.Instance.Should().Be(instance);
    }

    [Fact]
    public async Task Newcomer_takes_over_and_the_replaced_client_does_not_fight()
    {
        await _rig.ServeAsync();
        var (old, oldEvents) = await _rig.ConnectedClientAsync();
        var (fresh, freshEvents) = await _rig.ConnectedClientAsync();

        (await oldEvents.ReadAsync(Patience)).Should().BeOfType<MediaLost>();
        (await old.SendAsync(new ListStreams())).Should().BeOfType<MediaRefused>();
        _rig.Engine.Raise(new AudioStarted(Stream));
        (await freshEvents.ReadAsync(Patience)).Should().Be(new AudioStarted(Stream));
        (await fresh.SendAsync(new ListStreams())).Should().BeOfType<MediaDone>();

        await fresh.DisposeAsync();
        (await oldEvents.ReadAsync(Patience)).Should().BeOfType<MediaRestored>("now the place is free");
    }

    [Fact]
    public async Task What_happens_without_a_client_is_told_to_the_next_one_as_far_as_it_is_still_true()
    {
        await _rig.ServeAsync();
        var (recovers, staysSilent) = (new StreamId(1), new StreamId(2));
        var received = 100L;
        _rig.Engine.Answer = command =>
            ValueTask.FromResult<MediaReply>(
                command is QueryStatistics query
                    ? new StatisticsReply(
                        query.Stream,
                        new StreamStatistics { PacketsReceived = query.Stream == recovers ? received++ : 7 }
                    )
                    : new MediaDone()
            );
        _rig.Engine.Raise(new StreamSilent(recovers, TimeSpan.FromSeconds(1)));
        _rig.Engine.Raise(new StreamSilent(staysSilent, TimeSpan.FromSeconds(2)));
        _rig.Engine.Raise(new DigitReceived(Stream, '1', TimeSpan.Zero));
        _rig.Engine.Raise(new AudioStarted(Stream));

        var (_, events) = await _rig.ConnectedClientAsync();
        _rig.Engine.Raise(new DigitReceived(Stream, '2', TimeSpan.Zero));

        (await events.ReadAsync(Patience)).Should().Be(new StreamSilent(staysSilent, TimeSpan.FromSeconds(2)));
        (await events.ReadAsync(Patience)).Should().Be(new AudioStarted(Stream));
        (await events.ReadAsync(Patience)).Should().Be(new DigitReceived(Stream, '2', TimeSpan.Zero));
    }

    [Fact]
    public async Task Process_that_stops_answering_is_lost()
    {
        // A listener that lets clients in and then says nothing more.
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_rig.SocketPath));
        listener.Listen();
        var (client, events) = _rig.Client(ping: TimeSpan.FromMilliseconds(20));
        var connection = new FrameConnection(await listener.AcceptAsync(Patience), ProtocolLimits.MaximumCommandFrame);
        _rig.Add(connection);
        (await connection.ReceiveAsync(Patience)).Should().NotBeNull();
        connection.Send(new Welcome(1, 2, 3, "").ToFrame());
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();
        var answer = client.SendAsync(new ListStreams());

        (await answer).Should().BeOfType<MediaRefused>().Which.Detail.Should().Contain("does not answer");

        listener.Dispose();
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaLost>();
    }

    [Fact]
    public async Task Process_of_an_older_version_is_not_asked_for_ice_or_fax()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_rig.SocketPath));
        listener.Listen();
        var (client, events) = _rig.Client(ping: TimeSpan.FromMinutes(1));
        var connection = new FrameConnection(await listener.AcceptAsync(Patience), ProtocolLimits.MaximumCommandFrame);
        _rig.Add(connection);
        (await connection.ReceiveAsync(Patience)).Should().NotBeNull();
        connection.Send(new Welcome(1, 2, 3, "").ToFrame());
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();

        var settings = new StreamSettings { Ice = new IceSettings("ourF", "ourPasswordOf24Letters/+", "") };
        var reply = await client.SendAsync(new ConfigureStream(Stream, settings));
        reply.Should().BeOfType<MediaRefused>().Which.Detail.Should().Contain("does not know");

        reply = await client.SendAsync(new ConfigureStream(Stream, new StreamSettings { IsUdptl = true }));
        reply.Should().BeOfType<MediaRefused>().Which.Detail.Should().Contain("does not know");

        var question = client.SendAsync(new ConfigureStream(Stream, settings with { Ice = null }));
        (await connection.ReceiveAsync(Patience))!.Value.Span[0].Should().Be((byte)FrameKind.Command);
        connection.Send(ReplyCodec.ToFrame(1, new MediaDone()));
        (await question).Should().BeOfType<MediaDone>();
    }

    [Theory]
    [InlineData("0000000A01FFFFFFFF0001000101")] // another magic
    [InlineData("00000000")] // no length
    [InlineData("7FFFFFFF01")] // beyond the limit
    [InlineData("0000000208AA")] // a ping before the introduction
    public async Task Stranger_is_cut_off_and_the_client_does_not_notice(string hex)
    {
        await _rig.ServeAsync();
        var (client, _) = await _rig.ConnectedClientAsync();
        using var stranger = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await stranger.ConnectAsync(new UnixDomainSocketEndPoint(_rig.SocketPath), Patience);

        await stranger.SendAsync(Convert.FromHexString(hex), Patience);

        (await stranger.ReceiveAsync(new byte[100], Patience)).Should().Be(0, "the connection is closed");
        (await client.SendAsync(new ListStreams())).Should().BeOfType<MediaDone>();
    }

    [Theory]
    [InlineData("000000060400000001FF")] // a command without a number
    [InlineData("0000000103")] // a frame that no client sends
    [InlineData("00020000FF")] // too long
    public async Task Client_that_breaks_the_protocol_is_cut_off(string hex)
    {
        await _rig.ServeAsync();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_rig.SocketPath), Patience);
        await socket.SendAsync(Hello.Ours(takeOver: true).ToFrame(), Patience);
        (await socket.ReceiveAsync(new byte[200], Patience)).Should().BePositive();

        await socket.SendAsync(Convert.FromHexString(hex), Patience);

        (await socket.ReceiveAsync(new byte[200], Patience)).Should().Be(0);
        _rig.Engine.Commands.Should().BeEmpty();
        await _rig.ConnectedClientAsync();
    }

    [Fact]
    public async Task Server_of_another_release_is_turned_away_with_a_reason()
    {
        await _rig.ServeAsync();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_rig.SocketPath), Patience);
        await using var connection = new FrameConnection(socket, 1000);

        connection.Send(new Hello(8, 9, TakeOver: true).ToFrame());

        var frame = (await connection.ReceiveAsync(Patience))!.Value;
        ((FrameKind)frame.Span[0]).Should().Be(FrameKind.Rejected);
        var rejected = Rejected.Read(frame.Span[1..])!;
        rejected.Reason.Should().Be(RejectReason.Version);
        rejected.ProcessId.Should().Be(Environment.ProcessId);
        rejected.Detail.Should().Contain("8 to 9");
    }

    [Fact]
    public async Task Socket_is_the_owners_alone_and_a_dead_one_is_removed()
    {
        await File.WriteAllTextAsync(_rig.SocketPath, "left by a dead process");
        var server = await _rig.ServeAsync();

#pragma warning disable CA1416 // The tests run on Linux.
        File.GetUnixFileMode(_rig.SocketPath).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
        await server.DisposeAsync();
        File.Exists(_rig.SocketPath).Should().BeFalse();
    }

    [Fact]
    public async Task Second_process_on_one_socket_is_refused_and_the_first_goes_on()
    {
        await _rig.ServeAsync();
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(2) };
        await using var second = new MediaServer(
            _rig.Engine,
            new MediaServerOptions { SocketPath = _rig.SocketPath },
            time,
            NullLogger<MediaServer>.Instance
        );

        var start = second.StartAsync(Patience);
        while (!start.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await start).Should().Contain(_rig.SocketPath);
        await _rig.ConnectedClientAsync();
    }

    [Fact]
    public async Task Path_that_cannot_be_used_is_told()
    {
        foreach (var path in new[] { "/proc/no/such", Path.Combine(_rig.Folder, new string('x', 120)) })
        {
            await using var server = new MediaServer(
                _rig.Engine,
                new MediaServerOptions { SocketPath = path },
                TimeProvider.System,
                NullLogger<MediaServer>.Instance
            );
            (await server.StartAsync(Patience)).Should().Contain(path);
        }
    }

    [Fact]
    public async Task Process_that_nobody_needs_ends()
    {
        var time = new FakeTimeProvider();
        _rig.Engine.Answer = _ => ValueTask.FromResult<MediaReply>(new StreamList([]));
        var server = await _rig.ServeAsync(time, idle: TimeSpan.FromMinutes(1));

        await AdvanceUntilAsync(time, TimeSpan.FromSeconds(6), server.Abandoned, 15);

        (await server.Abandoned).Should().Contain("no stream is open");
    }

    [Fact]
    public async Task Process_with_streams_waits_longer_for_its_server()
    {
        var time = new FakeTimeProvider();
        _rig.Engine.Answer = _ =>
            ValueTask.FromResult<MediaReply>(new StreamList([new StreamListEntry(Stream, 1, new IPEndPoint(IPAddress.Loopback, 2))]));
        var server = await _rig.ServeAsync(time, idle: TimeSpan.FromMinutes(1), orphan: TimeSpan.FromMinutes(10));

        for (var i = 0; i < 90; i++)
        {
            time.Advance(TimeSpan.FromSeconds(6));
        }
        server.Abandoned.IsCompleted.Should().BeFalse("nine minutes");
        await AdvanceUntilAsync(time, TimeSpan.FromSeconds(6), server.Abandoned, 30);
        (await server.Abandoned).Should().Contain("10 minutes");
    }

    [Fact]
    public async Task Server_lets_go_of_the_engine()
    {
        var server = await _rig.ServeAsync();
        _rig.Engine.HasListener.Should().BeTrue();
        await server.DisposeAsync();
        await server.DisposeAsync();
        _rig.Engine.HasListener.Should().BeFalse();
    }

    /// <summary>Moves a clock step by step; between steps the watch's continuation may run on another thread.</summary>
    private static async Task AdvanceUntilAsync(FakeTimeProvider time, TimeSpan step, Task done, int most)
    {
        for (var i = 0; i < most && !done.IsCompleted; i++)
        {
            time.Advance(step);
            await Task.WhenAny(done, Task.Delay(5, Patience));
        }
        await done.WaitAsync(Patience);
    }
}
