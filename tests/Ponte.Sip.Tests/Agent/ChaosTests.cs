using CsCheck;
using Ponte.Sip.Agent;
using Ponte.Sip.Dialogs;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Agent;

/// <summary>
/// Properties: whatever two ends do, and whatever gets lost, doubled or overtaken on the way, in the end both know the same, and
/// nothing is left over.
/// </summary>
public sealed class ChaosTests
{
    [Theory]
    [InlineData(TransportProtocol.Udp, 0.0)]
    [InlineData(TransportProtocol.Udp, 0.1)]
    [InlineData(TransportProtocol.Udp, 0.3)]
    [InlineData(TransportProtocol.Tcp, 0.0)]
    public void Two_ends_agree_and_nothing_is_left(TransportProtocol protocol, double loss) =>
        Gen.Int.Sample(seed => Run(seed, protocol, loss, null), iter: 150, threads: 1, print: s => $"seed {s}");

    [Fact]
    public void Two_ends_agree_when_connections_break() =>
        Gen.Int.Sample(seed => Run(seed, TransportProtocol.Tcp, 0, null, breaks: true), iter: 150, threads: 1, print: s => $"seed {s}");

    [Fact]
    public void Two_ends_with_session_timers_leave_nothing() =>
        Gen.Int.Sample(
            seed => Run(seed, TransportProtocol.Udp, 0.2, new SessionTimerSettings { Interval = TimeSpan.FromSeconds(90) }),
            iter: 80,
            threads: 1,
            print: s => $"seed {s}"
        );

    private static void Run(int seed, TransportProtocol protocol, double loss, SessionTimerSettings? timer, bool breaks = false)
    {
        var random = new Random(seed);
        var world = new VirtualWorld();
        var network = new MemoryNetwork(world.Time, seed) { Loss = loss, DelayOf = _ => TimeSpan.FromMilliseconds(random.Next(400)) };
        var a = new ChaosSide(world, network, "a", "10.0.0.1", random, timer);
        var b = new ChaosSide(world, network, "b", "10.0.0.2", random, timer) { MayCallTwice = breaks };
        try
        {
            a.Call("10.0.0.2", protocol);
            var actions = random.Next(8);
            for (var i = 0; i < actions; i++)
            {
                // Two breaks inside one round trip can lose a BYE and its repetition: no stack mends that.
                world.Advance(TimeSpan.FromSeconds((breaks ? 1 : 0) + (random.NextDouble() * 5)));
                (random.Next(2) == 0 ? a : b).Act();
                if (breaks && random.Next(2) == 0)
                {
                    a.Transport.CloseAll("broken by the test");
                }
            }
            network.Loss = 0;
            world.Advance(TimeSpan.FromSeconds(120));
            if (timer is null)
            {
                ExpectAgreement(a.Session!, b.Session);
            }
            a.Do(a.Bye);
            b.Do(b.Bye);
            world.Advance(TimeSpan.FromSeconds(200));
            a.IsOver.Should().BeTrue("a call has an end");
            (b.Session is null || b.IsOver).Should().BeTrue("a call has an end");
            foreach (var endpoint in new[] { a.Endpoint, b.Endpoint })
            {
                endpoint.TransactionCount.Should().Be(0);
                endpoint.SessionCount.Should().Be(0);
            }
        }
        catch (Exception)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"seed {seed}\na: {string.Join(", ", a.Log)}\nb: {string.Join(", ", b.Log)}\n{network.Ladder()}"
            );
            throw;
        }
    }

    private static void ExpectAgreement(InviteSession a, InviteSession? b)
    {
        var up = a.State == InviteState.Established;
        (b?.State == InviteState.Established).Should().Be(up, $"one end is {a.State}, the other {b?.State}");
        if (up)
        {
            Text(a.LocalSdp).Should().Be(Text(b!.RemoteSdp));
            Text(a.RemoteSdp).Should().Be(Text(b.LocalSdp));
        }
    }

    private static string Text(ReadOnlyMemory<byte> sdp) => System.Text.Encoding.UTF8.GetString(sdp.Span);
}
