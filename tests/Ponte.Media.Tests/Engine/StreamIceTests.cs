using System.Net;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;
using Ponte.Media.Stun;
using Ponte.Media.Tests.Stun;

namespace Ponte.Media.Tests.Engine;

public sealed class StreamIceTests
{
    private static readonly IPEndPoint A = Check.Host(11);
    private static readonly IPEndPoint B = Check.Host(12);
    private static readonly IceSettings Ice = new(Check.OurFragment, Check.OurPassword, "peer");

    [Fact]
    public void Nothing_is_sent_before_a_nomination_then_all_goes_to_the_pair()
    {
        var stage = new Stage();
        var (stream, socket) = stage.Open(Stage.Settings(1) with { Ice = Ice });
        var (other, _) = stage.Open();
        other.Connect(stream);

        stage.Receive(other, Stage.Remote(2), Stage.Loud, 1, 160);
        stage.Pass(TimeSpan.FromSeconds(10));
        socket.Sent.Should().BeEmpty("neither RTP nor RTCP may go to an address that nobody proved");

        stage.ReceiveRaw(stream, socket, A, new Check { Nominates = true }.ToBytes());
        stage.Receive(other, Stage.Remote(2), Stage.Loud, 2, 320);
        socket.Sent.Select(s => s.Target).Should().AllBeEquivalentTo(A).And.HaveCount(2, "the answer and the packet");
        stage.Told.OfType<PairNominated>().Should().Equal(new PairNominated(stream.Id, A));
        stage.Pass(TimeSpan.FromSeconds(8));
        socket.Sent.Where(s => RtpPacket.IsRtcp(s.Bytes)).Should().NotBeEmpty().And.OnlyContain(s => s.Target.Equals(A));
    }

    [Fact]
    public void Only_who_passed_a_check_is_heard_and_after_the_nomination_only_the_pair()
    {
        var stage = new Stage();
        var (stream, socket) = stage.Open(Stage.Settings(1) with { Ice = Ice });

        stage.Receive(stream, Stage.Remote(1), Stage.Loud, 1, 160);
        stream.Receiver.Reception.PacketsReceived.Should().Be(0, "the address in SDP proved nothing");

        stage.ReceiveRaw(stream, socket, A, new Check().ToBytes());
        stage.ReceiveRaw(stream, socket, B, new Check().ToBytes());
        stage.Receive(stream, A, Stage.Loud, 2, 320);
        stage.Receive(stream, B, Stage.Loud, 3, 480);
        stream.Receiver.Reception.PacketsReceived.Should().Be(2);

        stage.ReceiveRaw(stream, socket, B, new Check { Nominates = true }.ToBytes());
        stage.Receive(stream, A, Stage.Loud, 4, 640);
        stream.Receiver.Reception.PacketsReceived.Should().Be(2);
        stage.Receive(stream, B, Stage.Loud, 5, 800);
        stream.Receiver.Reception.PacketsReceived.Should().Be(3);
        stream.Receiver.PacketsRefused.Should().Be(2);
    }

    [Fact]
    public void Nomination_before_the_answer_counts_when_the_answer_is_there()
    {
        var stage = new Stage();
        var (stream, socket) = stage.Open(
            new StreamSettings { Direction = MediaDirection.Inactive, Ice = Ice with { RemoteFragment = "" } }
        );
        stage.ReceiveRaw(stream, socket, A, new Check { UserName = "ourF:one", Nominates = true }.ToBytes());
        stage.ReceiveRaw(stream, socket, B, new Check { UserName = "ourF:two", Nominates = true }.ToBytes());
        socket.Sent.Should().HaveCount(2, "both forks are answered");
        stage.Pass(TimeSpan.FromSeconds(10));
        socket.Sent.Should().HaveCount(2, "and nothing else is sent");
        stage.Told.Should().BeEmpty();

        stream.Configure(Stage.Settings(1) with { Ice = Ice with { RemoteFragment = "two" } }, stage.Now);
        stream.Sender.CanSend.Should().BeTrue();
        stage.Told.Should().Equal(new PairNominated(stream.Id, B));
    }

    [Fact]
    public void Restart_switches_at_the_new_nomination()
    {
        var stage = new Stage();
        var (stream, socket) = stage.Open(Stage.Settings(1) with { Ice = Ice });
        stage.ReceiveRaw(stream, socket, A, new Check { Nominates = true }.ToBytes());
        stream.Configure(Stage.Settings(2) with { Ice = new IceSettings("newF", "newPasswordOf24Letters/+", "peer2") }, stage.Now);

        stage.Receive(stream, A, Stage.Loud, 1, 160);
        stream.Receiver.Reception.PacketsReceived.Should().Be(1, "the old pair carries on");
        var check = new Check { UserName = "newF:peer2", Password = "newPasswordOf24Letters/+" };
        stage.ReceiveRaw(stream, socket, B, (check with { Nominates = true }).ToBytes());
        stage.Receive(stream, B, Stage.Loud, 2, 320);
        stage.Receive(stream, A, Stage.Loud, 3, 480);
        stream.Receiver.Reception.PacketsReceived.Should().Be(2);
        stage.Told.OfType<PairNominated>().Select(n => n.Remote).Should().Equal(A, B);
    }

    [Fact]
    public void Without_ice_in_new_settings_sdp_decides_again()
    {
        var stage = new Stage();
        var (stream, socket) = stage.Open(Stage.Settings(1) with { Ice = Ice });
        var (other, _) = stage.Open();
        other.Connect(stream);
        stage.ReceiveRaw(stream, socket, A, new Check { Nominates = true }.ToBytes());
        socket.Sent.Clear();

        stream.Configure(Stage.Settings(1), stage.Now);
        stage.Receive(other, Stage.Remote(2), Stage.Loud, 1, 160);
        socket.Sent.Should().ContainSingle().Which.Target.Should().Be(Stage.Remote(1));
        stage.ReceiveRaw(stream, socket, A, new Check().ToBytes());
        socket.Sent.Should().ContainSingle("checks are not answered any more");
    }

    [Fact]
    public void Stream_without_ice_answers_no_check_and_counts_it()
    {
        var stage = new Stage();
        var (stream, socket) = stage.Open();
        stage.ReceiveRaw(stream, socket, A, new Check { Nominates = true }.ToBytes());
        socket.Sent.Should().BeEmpty();
        stream.Receiver.PacketsRefused.Should().Be(1);
    }

    [Fact]
    public void What_is_no_right_check_is_counted_and_what_keeps_alive_is_not()
    {
        var stage = new Stage();
        var (stream, socket) = stage.Open(Stage.Settings(1) with { Ice = Ice });
        stage.ReceiveRaw(stream, socket, A, [0, 1, 2, 3]);
        stage.ReceiveRaw(stream, socket, A, new Check { Password = null }.ToBytes());
        stage.ReceiveRaw(stream, socket, A, new Check { Class = StunClass.Indication }.ToBytes());
        stage.ReceiveRaw(stream, socket, A, []);
        stream.Receiver.PacketsRefused.Should().Be(3, "the indication is none of them, the empty datagram is");
    }

    [Fact]
    public void Rtcp_with_its_own_port_follows_the_nomination_of_its_component()
    {
        var stage = new Stage();
        var (stream, rtp) = stage.Open(Stage.Settings(1) with { RtcpMux = false, Ice = Ice });
        var rtcp = (FakeSocket)stream.Rtcp;
        stage.ReceiveRaw(stream, rtp, A, new Check { Nominates = true }.ToBytes());
        stage.ReceiveRaw(stream, rtcp, B, new Check { Nominates = true }.ToBytes());
        rtcp.Sent.Should().ContainSingle("the answer leaves by the port of the question").Which.Target.Should().Be(B);
        stage.Pass(TimeSpan.FromSeconds(8));
        rtcp.Sent.Skip(1).Should().NotBeEmpty().And.OnlyContain(s => RtpPacket.IsRtcp(s.Bytes) && s.Target.Equals(B));
    }

    [Fact]
    public void System_never_filters_a_stream_with_ice_because_checks_come_from_anywhere()
    {
        var stage = new Stage { IsBusy = true };
        var (stream, socket) = stage.Open(Stage.Settings(1) with { Ice = Ice });
        stage.ReceiveRaw(stream, socket, A, new Check { Nominates = true }.ToBytes());
        stage.Receive(stream, A, Stage.Loud, 1, 160);
        stage.Pass(TimeSpan.FromMilliseconds(200));
        socket.Connected.IsNone.Should().BeTrue();
    }

    [Theory]
    [InlineData("abc", "ourPasswordOf24Letters/+")]
    [InlineData("ourF", "short")]
    [InlineData("our:F", "ourPasswordOf24Letters/+")]
    [InlineData("ourF", "ourPasswordOf24Letters/+ourPasswordOf24Letters/+ourPasswordOf24Letters/+")]
    public async Task Credentials_out_of_bounds_are_refused(string fragment, string password)
    {
        await using var relay = new Relay();
        var opened = await relay.OpenAsync();
        var settings = new StreamSettings { Ice = new IceSettings(fragment, password, "") };
        (await relay.AskAsync<MediaRefused>(new ConfigureStream(opened.Stream, settings))).Error.Should().Be(MediaError.InvalidValue);
    }

    /// <summary>A full agent on real sockets: checks, nomination, media both ways, consent all the while.</summary>
    [Fact]
    public async Task Media_flows_over_the_nominated_pair()
    {
        await using var relay = new Relay();
        using var client = new Peer();
        using var trunk = new Peer();
        var ice = await relay.OpenForAsync(client, new StreamSettings { RemoteRtp = Check.Host(1), Ice = Ice });
        var line = await relay.OpenForAsync(trunk);
        await relay.BridgeAsync(ice, line);

        client.SendRaw(new Check().ToBytes(), ice.Rtp);
        Check.Read((await client.ReceiveRawAsync()).Bytes).Should().Be($"200 {client.Local} authentic");
        client.SendRaw(new Check { Nominates = true }.ToBytes(), ice.Rtp);
        Check.Read((await client.ReceiveRawAsync()).Bytes).Should().Be($"200 {client.Local} authentic");
        (await relay.NextEventAsync<PairNominated>()).Remote.Should().Be(client.Local);

        trunk.Send(line.Rtp, Stage.Loud);
        (await client.ReceiveAsync()).Payload.Should().Equal(Stage.Loud);
        client.Send(ice.Rtp, Stage.Loud);
        (await trunk.ReceiveAsync()).Payload.Should().Equal(Stage.Loud);
    }

    [Fact]
    public async Task Checks_allocate_nothing()
    {
        await using var relay = new Relay(new MediaOptions { Workers = 1 });
        using var client = new Peer();
        var ice = await relay.OpenForAsync(client, new StreamSettings { Ice = Ice });
        var check = new Check { Nominates = true }.ToBytes();
        await ExchangeAsync(40);
        await relay.FiguresAsync(ice);

        var before = relay.Engine.AllocatedByWorkers;
        await ExchangeAsync(150);
        await relay.FiguresAsync(ice);

        // One object a check would be 3,600 at least; what is left is the answer to a command.
        (relay.Engine.AllocatedByWorkers - before)
            .Should()
            .BeLessThan(2_000);

        async Task ExchangeAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                client.SendRaw(check, ice.Rtp);
                await client.ReceiveRawAsync();
            }
        }
    }
}
