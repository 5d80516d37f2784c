using System.Globalization;
using System.Net;
using System.Text;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>
/// Messages of every kind that phones and lines send, made wrong, through the whole chain of the company: no exception leaves a loop, what
/// can be read and wants an answer gets one, and when the timers have run out nothing is left.
/// </summary>
public sealed class HostileInputTests
{
    private const string Cordless = "192.0.2.8";
    private const string Colleague = "192.0.2.9";
    private const int Messages = 1_500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Wrong_messages_of_all_kinds_do_no_harm(int seed)
    {
        using var bench = new CompanyBench();
        var mutation = new Mutation(seed);
        var one = bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        var two = bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        two.IsSecure = true;
        one.Call("202");
        two.Ring();
        two.Answer();
        var real = bench.World.Network.Packets.Where(p => !p.From.Equals("ponte", StringComparison.Ordinal)).Select(p => p.Message.Bytes);
        ReadOnlyMemory<byte>[] corpus = [.. real, .. HostileSamples.All(bench.SentTo(Colleague, SipMethod.Invite)[0])];

        var before = bench.Node.Malformed;
        for (var i = 0; i < Messages; i++)
        {
            // Of a transaction of its own: what repeats one that is over gets no answer.
            var cookie = string.Create(CultureInfo.InvariantCulture, $"z9hG4bK{i}x");
            var sample = Encoding
                .Latin1.GetString(corpus[mutation.Below(corpus.Length)].Span)
                .Replace("z9hG4bK", cookie, StringComparison.Ordinal);
            var bytes = mutation.Of(Encoding.Latin1.GetBytes(sample), corpus[mutation.Below(corpus.Length)]);
            // From a phone that is registered and in the call, which is shut out if it goes too far, and from strangers, each heard once.
            var isStranger = mutation.Below(3) > 0;
            var answers = Answers(bench, isStranger ? $"10.{i / 250}.{i % 250}.9" : Cordless, bytes);
            if (isStranger && Read(bytes) is { } request && request.TopVia!.Branch!.StartsWith(cookie, StringComparison.Ordinal))
            {
                answers.Should().Contain(r => r.ToString().Contains(cookie), request.ToString());
            }
        }

        bench.Node.Malformed.Should().BeGreaterThan(before, "some were no messages at all");
        bench.World.Advance(TimeSpan.FromMinutes(3));
        one.HangUp();
        bench.World.Advance(TimeSpan.FromMinutes(10));
        bench.ExpectNothingLeft();
        bench.Node.Endpoints[0].SubscriptionCount.Should().Be(0);
        bench
            .Node.Endpoints[0]
            .TransactionCount.Should()
            .BeLessThanOrEqualTo(4, "of what is still going on: registrations that are refreshed");
        bench.Phones.Book.Of("202-desk", bench.Phones.Moment.Now).Length.Should().BeLessThanOrEqualTo(1);

        one.Call("202");
        two.Log.Should().Contain(l => l.StartsWith("INVITE", StringComparison.Ordinal), "service goes on");
    }

    /// <summary>A request that wants an answer; null for anything else.</summary>
    private static SipRequest? Read(byte[] bytes) =>
        SipParser.TryParse(bytes, SipLimits.Default, out var message, out _) && message is SipRequest { Method: not SipMethod.Ack } request
            ? request
            : null;

    private static IEnumerable<SipResponse> Answers(CompanyBench bench, string from, byte[] bytes)
    {
        var network = bench.World.Network;
        var already = network.Packets.Count;
        network.Inject(new IPEndPoint(IPAddress.Parse(from), 5060), new IPEndPoint(IPAddress.Parse("192.0.2.1"), 5060), bytes);
        bench.World.Advance(TimeSpan.FromMilliseconds(600));
        return network
            .Packets.Skip(already)
            .Where(p => p.From.Equals("ponte", StringComparison.Ordinal))
            .Select(p => p.Message)
            .OfType<SipResponse>();
    }
}
