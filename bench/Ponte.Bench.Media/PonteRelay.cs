using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Media;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;

namespace Ponte.Bench.Media;

/// <summary>The media engine, alone in a process: this program, or an older copy of it to compare with.</summary>
internal sealed class PonteRelay(string name, string program, int workers, int longestPauseMicroseconds) : RelayUnderTest
{
    public const string Command = "serve";

    public override string Name => name;

    public override async Task<Leg[]> StartAsync(int number, int calls, bool srtp, Func<int, IPEndPoint> peerOf)
    {
        var peers = string.Join(',', Enumerable.Range(0, 2 * calls).Select(i => Text(peerOf(i).Port)));
        var output = Launch(
            program,
            Command,
            Text(workers),
            srtp ? "srtp" : "rtp",
            peers,
            Text(longestPauseMicroseconds),
            Text(FirstPort(number))
        );
        var ports = (await output.ReadLineAsync())!.Split(',').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return
        [
            .. ports.Select(
                (port, i) =>
                    srtp && i % 2 == 1
                        ? new Leg(new IPEndPoint(IPAddress.Loopback, port), Leg.MakeKey(i, 1), Leg.MakeKey(i, 2))
                        : new Leg(new IPEndPoint(IPAddress.Loopback, port))
            ),
        ];
    }

    /// <summary>The other side of <see cref="StartAsync"/>: runs until it is killed.</summary>
    public static async Task ServeAsync(string[] arguments)
    {
        var srtp = arguments[1] is "srtp";
        var peers = arguments[2].Split(',').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var firstPort = int.Parse(arguments[4], CultureInfo.InvariantCulture);
        var options = new MediaOptions
        {
            Addresses = [new MediaAddress("default", IPAddress.Loopback, firstPort, firstPort + 4999)],
            Workers = int.Parse(arguments[0], CultureInfo.InvariantCulture),
            LongestPause = TimeSpan.FromMicroseconds(int.Parse(arguments[3], CultureInfo.InvariantCulture)),
        };
        await using var engine = new MediaEngine(options, TimeProvider.System, NullLogger<MediaEngine>.Instance);
        var ports = new List<int>();
        for (var i = 0; i < peers.Length; i++)
        {
            var id = new StreamId((ulong)i + 1);
            var opened = (StreamOpened)await engine.SendAsync(new OpenStream(id, (ulong)(i / 2) + 1, "default"));
            var peer = new IPEndPoint(IPAddress.Loopback, peers[i]);
            var settings = new StreamSettings
            {
                RemoteRtp = peer,
                RemoteRtcp = peer,
                RtcpMux = true,
                Formats = [new PayloadFormat(8, "PCMA", 8000), new PayloadFormat(101, "TELEPHONE-EVENT", 8000)],
                ReceiveKey = srtp && i % 2 == 1 ? Leg.MakeKey(i, 1) : null,
                SendKey = srtp && i % 2 == 1 ? Leg.MakeKey(i, 2) : null,
            };
            await engine.SendAsync(new ConfigureStream(id, settings));
            ports.Add(opened.Rtp.Port);
            if (i % 2 == 1)
            {
                await engine.SendAsync(new Connect(id, new StreamId((ulong)i)));
                await engine.SendAsync(new Connect(new StreamId((ulong)i), id));
            }
        }
        await Console.Out.WriteLineAsync(string.Join(',', ports.Select(p => p.ToString(CultureInfo.InvariantCulture))));
        await Task.Delay(Timeout.Infinite);
    }
}
