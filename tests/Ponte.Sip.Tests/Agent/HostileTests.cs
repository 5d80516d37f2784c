using CsCheck;
using Ponte.Sip.Agent;
using Ponte.Sip.Messages;

namespace Ponte.Sip.Tests.Agent;

/// <summary>Messages that are changed, mixed up or made up: never a fault on the loop, never growth that stays.</summary>
public sealed class HostileTests
{
    private static readonly string[] Methods =
    [
        "INVITE",
        "ACK",
        "BYE",
        "CANCEL",
        "OPTIONS",
        "REGISTER",
        "REFER",
        "NOTIFY",
        "SUBSCRIBE",
        "UPDATE",
        "PRACK",
        "INFO",
        "MESSAGE",
        "X",
    ];

    [Fact]
    public void Changed_octets_hurt_nobody() =>
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var bench = new AgentBench();
                foreach (var message in Traffic(bench).Take(1 + random.Next(6)))
                {
                    var bytes = message.Bytes.ToArray();
                    for (var i = random.Next(4); i >= 0; i--)
                    {
                        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    }
                    Deliver(bench, bytes);
                }
                ExpectRest(bench);
            },
            iter: 150,
            threads: 1
        );

    [Fact]
    public void Any_request_in_any_state_hurts_nobody() =>
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var bench = new AgentBench();
                bench.Handler.Offered = (_, o) => o.Accept(AgentBench.Bytes("v=0 x"));
                bench.Handler.Requested = (_, r) => r.Respond(200);
                bench.Deliver(bench.PeerInvite(headers: random.Next(2) == 0 ? ["Require: 100rel"] : []));
                var session = bench.Incoming!;
                for (var i = 0; i < 12; i++)
                {
                    var method = Methods[random.Next(Methods.Length)];
                    var tag = random.Next(4) == 0 ? "" : session.LocalTag;
                    var call = random.Next(5) == 0 ? "Call-ID: other" : "X-Filler: 1";
                    var sdp = random.Next(2) == 0 ? null : $"v=0 {i}";
                    Deliver(bench, bench.PeerRequest(method, "sip:us@10.0.0.1", (uint)random.Next(1, 9), tag, sdp, call).Bytes);
                    Act(bench, session, random.Next(8));
                    bench.Advance(random.NextDouble());
                }
                bench.AllIncoming.ForEach(s => s.Bye());
                ExpectRest(bench);
            },
            iter: 150,
            threads: 1
        );

    [Fact]
    public void Any_response_in_any_order_hurts_nobody() =>
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var bench = new AgentBench();
                var session = bench.Invite();
                var sent = new List<SipRequest>();
                for (var i = 0; i < 15; i++)
                {
                    sent.AddRange(bench.Transport.Sent.Select(s => s.Message).OfType<SipRequest>());
                    bench.Transport.Sent.Clear();
                    var status = random.Next(3) == 0 ? 200 : random.Next(100, 700);
                    var headers = random.Next(3) == 0 ? new[] { "Require: 100rel", $"RSeq: {random.Next(4)}" } : [];
                    bench.Respond(sent[random.Next(sent.Count)], status, $"t{random.Next(3)}", AgentBench.Answer, headers);
                    Act(bench, session, random.Next(12));
                    bench.Advance(random.NextDouble());
                }
                session.Bye();
                ExpectRest(bench);
            },
            iter: 150,
            threads: 1
        );

    private static void Act(AgentBench bench, InviteSession session, int what)
    {
        switch (what)
        {
            case 0:
                session.Provisional(183, AgentBench.Bytes("v=0 early"), reliable: true);
                break;
            case 1:
                session.Accept(AgentBench.Bytes(AgentBench.Answer));
                break;
            case 2:
                session.Reinvite(() => AgentBench.Bytes("v=0 again"));
                break;
            case 3:
                session.Request(SipMethod.Info);
                break;
            default:
                break;
        }
        bench.Run();
    }

    private static List<SipMessage> Traffic(AgentBench bench)
    {
        bench.OnIncoming = s =>
        {
            s.Attach(bench.Handler, bench.Settings);
            s.Accept(AgentBench.Bytes(AgentBench.Answer));
        };
        var invite = bench.PeerInvite();
        var messages = new List<SipMessage> { invite, Ponte.Sip.Transactions.InviteCompanions.Cancel(invite, "SIP;cause=200") };
        messages.Add(bench.PeerRequest(SipMethod.Options, "sip:us@10.0.0.1", 1, "", null));
        messages.Add(SipResponseBuilder.For(invite, 200, toTag: "x").Build());
        messages.Add(bench.PeerRequest(SipMethod.Bye, "sip:us@10.0.0.1", 2, "p0000000000000000", null));
        messages.Add(bench.PeerRequest(SipMethod.Register, "sip:us@10.0.0.1", 1, "", null, "Authorization: Digest x=\"y"));
        return messages;
    }

    private static void Deliver(AgentBench bench, ReadOnlyMemory<byte> bytes)
    {
        if (SipParser.TryParse(bytes, SipLimits.Default, out var message, out var error))
        {
            bench.Transport.Deliver(bench.Flow, message);
        }
        else
        {
            bench.Transport.DeliverMalformed(bench.Flow, error, bytes);
        }
        bench.Run();
    }

    private static void ExpectRest(AgentBench bench)
    {
        bench.Advance(400);
        bench.Endpoint.TransactionCount.Should().Be(0);
        bench
            .Endpoint.SessionCount.Should()
            .BeLessThanOrEqualTo(bench.Handler.Events.Count(e => string.Equals(e, "ack", StringComparison.Ordinal)));
    }
}
