using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Control.Protocol;
using Ponte.Media.Hosting;

namespace Ponte.Media.Control.Tests;

/// <summary>The real process: started, adopted, killed, hung. Each test has a socket of its own; streams are on the loopback address.</summary>
public sealed class ProcessTests : IAsyncDisposable
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "ponte-media");
    private readonly Rig _rig = new();
    private readonly List<int> _processes = [];

    private static CancellationToken Patience => Rig.Patience;

    private string LogFile => Path.Combine(_rig.Folder, "media.log");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            Signals.SendKill(process);
        }
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Process_is_started_ready_detached_and_ends_when_asked()
    {
        var (process, events) = Supervise();

        (await process.StartAsync(Patience)).Should().BeNull();

        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();
        process.WasAdopted.Should().BeFalse();
        var id = process.Host!.ProcessId;
        id.Should().NotBe(Environment.ProcessId);
        SessionOf(id).Should().Be(id, "it leads a session of its own, without our terminal");
        (await process.SendAsync(new OpenStream(new StreamId(1), 1, "default"), Patience)).Should().BeOfType<StreamOpened>();
        await process.StopAsync();
        IsRunning(id).Should().BeFalse();
        (await File.ReadAllTextAsync(LogFile, Patience)).Should().Contain("ready").And.NotContain("Exception");
        File.Exists(_rig.SocketPath).Should().BeFalse();
    }

    [Fact]
    public async Task Process_and_its_streams_outlive_the_server_and_the_next_one_finds_them()
    {
        var (first, _) = Supervise();
        (await first.StartAsync(Patience)).Should().BeNull();
        var id = first.Host!.ProcessId;
        var opened = (StreamOpened)await first.SendAsync(new OpenStream(new StreamId(7), 42, "default"), Patience);

        await first.DisposeAsync();

        var (next, events) = Supervise();
        (await next.StartAsync(Patience)).Should().BeNull();
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();
        next.WasAdopted.Should().BeTrue();
        next.Host!.ProcessId.Should().Be(id);
        var list = (StreamList)await next.SendAsync(new ListStreams(), Patience);
        list.Streams.Should().Equal(new StreamListEntry(new StreamId(7), 42, opened.Rtp));
        await next.StopAsync();
        IsRunning(id).Should().BeFalse("an adopted process ends when asked, too");
    }

    [Fact]
    public async Task Killed_process_is_replaced_at_once()
    {
        var (process, events) = Supervise();
        (await process.StartAsync(Patience)).Should().BeNull();
        await events.ReadAsync(Patience);
        var killed = process.Host!.ProcessId;
        var clock = Stopwatch.StartNew();

        Signals.SendKill(killed);

        (await events.ReadAsync(Patience)).Should().BeOfType<MediaLost>();
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
        process.Host!.ProcessId.Should().NotBe(killed);
        _processes.Add(process.Host.ProcessId);
        (await process.SendAsync(new OpenStream(new StreamId(1), 1, "default"), Patience)).Should().BeOfType<StreamOpened>();
        await process.StopAsync();
    }

    [Fact]
    public async Task Recording_of_a_killed_process_can_be_played()
    {
        var (process, events) = Supervise();
        (await process.StartAsync(Patience)).Should().BeNull();
        await events.ReadAsync(Patience);
        var stream = new StreamId(1);
        var opened = (StreamOpened)await process.SendAsync(new OpenStream(stream, 1, "default"), Patience);
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var settings = new StreamSettings
        {
            RemoteRtp = (IPEndPoint)peer.LocalEndPoint!,
            RemoteRtcp = (IPEndPoint)peer.LocalEndPoint!,
            RtcpMux = true,
            Formats = [new PayloadFormat(8, "PCMA", 8000)],
        };
        await process.SendAsync(new ConfigureStream(stream, settings), Patience);
        var path = Path.Combine(_rig.Folder, "message.wav");
        (await process.SendAsync(new StartRecording(stream, 1, path), Patience)).Should().BeOfType<MediaDone>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (byte i = 0; !File.Exists(path) || new FileInfo(path).Length < 44 + 16_000; i++)
        {
            byte[] packet =
            [
                0x80,
                8,
                0,
                i,
                0,
                0,
                (byte)(i * 160 >> 8),
                (byte)(i * 160),
                0,
                0,
                0,
                7,
                .. Enumerable.Repeat((byte)(0x2A ^ (i << 7)), 160),
            ];
            peer.SendTo(packet, opened.Rtp);
            await timer.WaitForNextTickAsync(Patience);
        }

        Signals.SendKill(process.Host!.ProcessId);
        while (await events.ReadAsync(Patience) is not MediaLost)
        {
            // The stream's beginning was told before.
        }

        var bytes = await File.ReadAllBytesAsync(path, Patience);
        bytes.AsSpan(0, 4).SequenceEqual("RIFF"u8).Should().BeTrue();
        BitConverter.ToUInt32(bytes, 40).Should().BeInRange(16_000 - 1600, (uint)bytes.Length - 44, "what was written a step ago counts");
        BitConverter.ToUInt32(bytes, 4).Should().Be(BitConverter.ToUInt32(bytes, 40) + 36);
        bytes.Skip(44).Count(b => b != 0).Should().BeGreaterThan(4000);
        await process.StopAsync();
    }

    [Fact]
    public async Task Hanging_process_is_killed_and_replaced()
    {
        var (process, events) = Supervise(o => o with { Client = o.Client with { PingInterval = TimeSpan.FromMilliseconds(50) } });
        (await process.StartAsync(Patience)).Should().BeNull();
        await events.ReadAsync(Patience);
        var hanging = process.Host!.ProcessId;

        using (var stop = Process.Start("kill", ["-STOP", hanging.ToString(CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync(Patience);
        }

        (await events.ReadAsync(Patience)).Should().BeOfType<MediaLost>().Which.Reason.Should().Contain("answer");
        (await events.ReadAsync(Patience)).Should().BeOfType<MediaRestored>();
        process.Host!.ProcessId.Should().NotBe(hanging);
        await process.StopAsync();
    }

    [Fact]
    public async Task Other_settings_take_effect_when_no_stream_is_open()
    {
        var (first, _) = Supervise();
        (await first.StartAsync(Patience)).Should().BeNull();
        var old = first.Host!.ProcessId;
        await first.SendAsync(new OpenStream(new StreamId(7), 42, "default"), Patience);
        await first.DisposeAsync();

        var (busy, _) = Supervise(settings: s => s with { Engine = s.Engine with { Workers = 2 } });
        (await busy.StartAsync(Patience)).Should().BeNull();
        busy.Host!.ProcessId.Should().Be(old, "it has a call");
        await busy.SendAsync(new CloseCall(42), Patience);
        await busy.DisposeAsync();

        var (idle, _) = Supervise(settings: s => s with { Engine = s.Engine with { Workers = 2 } });
        (await idle.StartAsync(Patience)).Should().BeNull();
        idle.Host!.ProcessId.Should().NotBe(old);
        idle.Host.Settings.Should().Contain("--workers 2");
        await idle.StopAsync();
    }

    [Fact]
    public async Task Process_that_cannot_start_is_told_with_the_reason()
    {
        var (wrong, _) = Supervise(o => o with { Arguments = ["--workers", "x"], StartTime = TimeSpan.FromSeconds(1) });
        (await wrong.StartAsync(Patience)).Should().Contain("exit code 2");
        await wrong.StopAsync();

        var (missing, _) = Supervise(o => o with { Executable = "/no/such/program", StartTime = TimeSpan.FromSeconds(1) });
        (await missing.StartAsync(Patience)).Should().Contain("/no/such/program");
        await missing.DisposeAsync();
    }

    [Fact]
    public async Task Program_tells_all_wrong_arguments_and_its_usage()
    {
        var (code, _, error) = await RunAsync("--nonsense", "--workers", "many");
        code.Should().Be(2);
        error.Should().Contain("--nonsense").And.Contain("--workers").And.Contain("--socket");

        (code, var output, _) = await RunAsync("--help");
        (code, output.Contains("--address", StringComparison.Ordinal)).Should().Be((0, true));

        (code, output, _) = await RunAsync("--version");
        (code, output.Trim()).Should().Match<(int Code, string Text)>(t => t.Code == 0 && t.Text.Length > 0);
    }

    private (MediaProcess Process, ChannelReader<MediaEvent> Events) Supervise(
        Func<MediaProcessOptions, MediaProcessOptions>? options = null,
        Func<MediaHostSettings, MediaHostSettings>? settings = null
    )
    {
        var host = new MediaHostSettings
        {
            SocketPath = _rig.SocketPath,
            Engine = new MediaOptions { Addresses = [new MediaAddress("default", IPAddress.Loopback, 42_000, 42_199)], Workers = 1 },
            LogFile = LogFile,
            Detach = true,
            IdleTime = TimeSpan.FromSeconds(30),
        };
        host = settings?.Invoke(host) ?? host;
        var made = new MediaProcessOptions
        {
            Executable = Executable,
            Arguments = host.ToArguments(),
            ExpectedSettings = host.Description,
            Client = new MediaClientOptions { SocketPath = _rig.SocketPath },
        };
        var process = new MediaProcess(options?.Invoke(made) ?? made, TimeProvider.System, NullLogger<MediaProcess>.Instance);
        _rig.Add(process);
        var events = Channel.CreateUnbounded<MediaEvent>();
        process.EventRaised += e =>
        {
            if (process.Host is { } running)
            {
                _processes.Add(running.ProcessId);
            }
            events.Writer.TryWrite(e);
        };
        return (process, events.Reader);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Executable, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync(Patience);
        var error = await process.StandardError.ReadToEndAsync(Patience);
        await process.WaitForExitAsync(Patience);
        return (process.ExitCode, output, error);
    }

    /// <summary>The session of a process: the sixth field of its <c>stat</c>, the fourth after the name in brackets.</summary>
    private static int SessionOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }

    private static bool IsRunning(int process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
