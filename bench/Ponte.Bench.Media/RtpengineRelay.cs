using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ponte.Media.Control.Model;

namespace Ponte.Bench.Media;

/// <summary>rtpengine in user space (<c>--table=-1</c>), as Debian ships it.</summary>
internal sealed class RtpengineRelay : RelayUnderTest
{
    private static readonly IPEndPoint Control = new(IPAddress.Loopback, 2223);

    public override string Name => "rtpengine";

    public override async Task<Leg[]> StartAsync(int number, int calls, bool srtp, Func<int, IPEndPoint> peerOf)
    {
        Launch(
            "rtpengine",
            "--config-file=none",
            "--table=-1",
            "--interface=127.0.0.1",
            $"--listen-ng={Control}",
            "--port-min=" + Text(FirstPort(number)),
            "--port-max=" + Text(FirstPort(number) + 4999),
            "--foreground",
            "--log-stderr",
            "--log-level=1",
            "--num-threads=2"
        );
        using var client = new NgClient(Control);
        await WaitAsync(client);
        var legs = new Leg[2 * calls];
        for (var i = 0; i < legs.Length; i += 2)
        {
            await SetUpAsync(client, legs, i, srtp, peerOf);
        }
        return legs;
    }

    private static async Task SetUpAsync(NgClient client, Leg[] legs, int i, bool srtp, Func<int, IPEndPoint> peerOf)
    {
        (string, object)[] common =
        [
            ("call-id", "bench" + Text(i)),
            ("from-tag", "a" + Text(i)),
            ("ICE", "remove"),
            ("DTLS", "off"),
            ("rtcp-mux", ImmutableArray.Create("require")),
        ];
        var offer = await client.AskAsync([
            .. common,
            ("command", "offer"),
            ("sdp", Sdp(peerOf(i), "RTP/AVP", crypto: null)),
            ("transport-protocol", srtp ? "RTP/SAVP" : "RTP/AVP"),
        ]);
        var toB = NgClient.Field(offer, "sdp");
        var key = srtp ? Leg.MakeKey(i + 1, 1) : null;
        SrtpKey? relayKey = null;
        var tag = "1";
        if (srtp)
        {
            relayKey = KeyIn(toB, out tag);
        }
        var crypto = key is null
            ? null
            : $"a=crypto:{tag} AES_CM_128_HMAC_SHA1_80 inline:{Convert.ToBase64String([.. key.KeyAndSalt])}\r\n";
        var answer = await client.AskAsync([
            .. common,
            ("command", "answer"),
            ("to-tag", "b" + Text(i)),
            ("sdp", Sdp(peerOf(i + 1), srtp ? "RTP/SAVP" : "RTP/AVP", crypto)),
        ]);
        legs[i] = new Leg(PortIn(NgClient.Field(answer, "sdp")));
        legs[i + 1] = new Leg(PortIn(toB), key, relayKey);
    }

    private static async Task WaitAsync(NgClient client)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await client.AskAsync(("command", "ping"));
                return;
            }
            catch (Exception error) when (tries < 50 && error is SocketException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static string Sdp(IPEndPoint peer, string protocol, string? crypto) =>
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        + $"m=audio {Text(peer.Port)} {protocol} 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=rtcp-mux\r\na=sendrecv\r\n"
        + crypto;

    private static IPEndPoint PortIn(string sdp)
    {
        var line = sdp.Split("\r\n").First(l => l.StartsWith("m=audio ", StringComparison.Ordinal));
        return new IPEndPoint(IPAddress.Loopback, int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    private static SrtpKey KeyIn(string sdp, out string tag)
    {
        var line = sdp.Split("\r\n").First(l => l.Contains("AES_CM_128_HMAC_SHA1_80", StringComparison.Ordinal));
        var words = line["a=crypto:".Length..].Split(' ');
        tag = words[0];
        var inline = words[2]["inline:".Length..].Split('|')[0];
        return new SrtpKey(SrtpSuite.AesCm128HmacSha180, [.. Convert.FromBase64String(inline)], ImmutableArray<byte>.Empty);
    }
}
