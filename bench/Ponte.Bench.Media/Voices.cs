using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Media;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;

namespace Ponte.Bench.Media;

/// <summary>The media engine with one worker, alone in a process, doing more than relaying: playing prompts, transcoding, mixing.</summary>
internal sealed class Voices(VoiceWork work, string program) : RelayUnderTest
{
    public const string Command = "serve-voices";
    private const int PartiesOfSmallRoom = 3;
    private const int PartiesOfLargeRoom = 50;

    public override string Name => work.ToString();

    public override async Task<Leg[]> StartAsync(int number, int calls, bool srtp, Func<int, IPEndPoint> peerOf)
    {
        var peers = string.Join(',', Enumerable.Range(0, calls).Select(i => Text(peerOf(i).Port)));
        var output = Launch(program, Command, work.ToString(), peers, Text(FirstPort(number)));
        var ports = (await output.ReadLineAsync())!.Split(',').Select(p => int.Parse(p, CultureInfo.InvariantCulture));
        return
        [
            .. ports.Select((p, i) => new Leg(new IPEndPoint(IPAddress.Loopback, p)) { PayloadType = IsWide(work, i) ? (byte)9 : (byte)8 }),
        ];
    }

    /// <summary>The other side of <see cref="StartAsync"/>: runs until it is killed.</summary>
    public static async Task ServeAsync(string[] arguments)
    {
        var work = Enum.Parse<VoiceWork>(arguments[0]);
        var peers = arguments[1].Split(',').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var firstPort = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        var options = new MediaOptions
        {
            Addresses = [new MediaAddress("default", IPAddress.Loopback, firstPort, firstPort + 4999)],
            Workers = 1,
        };
        await using var engine = new MediaEngine(options, TimeProvider.System, NullLogger<MediaEngine>.Instance);
        var prompt = Path.Combine(Path.GetTempPath(), $"ponte-bench-{Environment.ProcessId}.wav");
        PromptFile.Write(prompt);
        var ports = new List<int>();
        for (var i = 0; i < peers.Length; i++)
        {
            var id = new StreamId((ulong)i + 1);
            var opened = (StreamOpened)await engine.SendAsync(new OpenStream(id, (ulong)i + 1, "default"));
            var peer = new IPEndPoint(IPAddress.Loopback, peers[i]);
            await engine.SendAsync(
                new ConfigureStream(
                    id,
                    new StreamSettings
                    {
                        RemoteRtp = peer,
                        RemoteRtcp = peer,
                        RtcpMux = true,
                        Formats = [IsWide(work, i) ? new PayloadFormat(9, "G722", 8000) : new PayloadFormat(8, "PCMA", 8000)],
                    }
                )
            );
            ports.Add(opened.Rtp.Port);
            await BeginAsync(engine, work, i, id, prompt);
        }
        await Console.Out.WriteLineAsync(string.Join(',', ports.Select(p => p.ToString(CultureInfo.InvariantCulture))));
        await Task.Delay(Timeout.Infinite);
    }

    private static bool IsWide(VoiceWork work, int leg) => work == VoiceWork.Transcode && leg % 2 == 1;

    private static async Task BeginAsync(MediaEngine engine, VoiceWork work, int i, StreamId id, string prompt)
    {
        switch (work)
        {
            case VoiceWork.Prompts:
                await engine.SendAsync(new Play(id, 1, [new FileSource(prompt)]) { Loop = true });
                break;
            case VoiceWork.SmallRooms:
                await engine.SendAsync(new JoinMix(new MixId(((ulong)i / PartiesOfSmallRoom) + 1), id, new MixRole()));
                break;
            case VoiceWork.LargeRooms:
                await engine.SendAsync(new JoinMix(new MixId(((ulong)i / PartiesOfLargeRoom) + 1), id, new MixRole()));
                break;
            case VoiceWork.Relay or VoiceWork.Transcode when i % 2 == 1:
                await engine.SendAsync(new Connect(id, new StreamId((ulong)i)));
                await engine.SendAsync(new Connect(new StreamId((ulong)i), id));
                break;
        }
    }
}
