using Ponte.Media.Control.Model;
using Ponte.Media.Rtcp;

namespace Ponte.Media.Tests.Engine;

public sealed class RtcpSessionTests
{
    private readonly Stage _stage = new();

    [Theory]
    [InlineData(MediaDirection.SendReceive)]
    [InlineData(MediaDirection.Inactive)]
    public void Reports_come_about_every_five_seconds_also_on_hold(MediaDirection direction)
    {
        var (_, socket) = _stage.Open(Stage.Settings(1) with { Direction = direction });
        _stage.Pass(TimeSpan.FromMinutes(1));
        socket.Sent.Should().HaveCountGreaterThan(7).And.HaveCountLessThan(25);
        socket.Sent.Should().AllSatisfy(s => RtcpReader.IsCompound(s.Bytes).Should().BeTrue());
        socket.Sent.Should().OnlyContain(s => s.Target.Equals(Stage.Remote(1)));
    }

    [Fact]
    public void Before_any_rtp_the_report_is_an_empty_receiver_report_with_a_name()
    {
        var (stream, socket) = _stage.Open();
        stream.SendReport(new byte[500], _stage.Now, isLast: false);
        var packets = Read(socket.Sent[^1].Bytes);
        packets.Should().Equal((RtcpType.ReceiverReport, 0), (RtcpType.SourceDescription, 1));
    }

    [Fact]
    public void A_sender_report_tells_what_was_sent_and_received()
    {
        var (a, aSocket) = _stage.Open();
        var (b, bSocket) = _stage.Open();
        a.Connect(b);
        for (ushort i = 0; i < 10; i++)
        {
            // One of ten is lost.
            if (i != 4)
            {
                _stage.Receive(a, Stage.Remote(1), Stage.Loud, i, i * 160u);
            }
            _stage.Now += TimeSpan.FromMilliseconds(20);
        }
        b.SendReport(new byte[500], _stage.Now, isLast: false);
        var reader = new RtcpReader(bSocket.Sent[^1].Bytes);
        reader.TryRead(out var report).Should().BeTrue();
        report.Type.Should().Be(RtcpType.SenderReport);
        report.TryGetSenderInfo(out var info).Should().BeTrue();
        info.PacketCount.Should().Be(9);
        info.OctetCount.Should().Be(9 * 160);

        a.SendReport(new byte[500], _stage.Now, isLast: false);
        reader = new RtcpReader(aSocket.Sent[^1].Bytes);
        reader.TryRead(out report).Should().BeTrue();
        report.Type.Should().Be(RtcpType.ReceiverReport);
        var block = report.GetReport(0);
        block.Ssrc.Should().Be(77);
        block.CumulativeLost.Should().Be(1);
        a.Statistics().PacketsLost.Should().Be(1);
        a.Statistics().MeanOpinionScore.Should().BeInRange(2, 4);
    }

    [Fact]
    public void A_peers_report_of_us_gives_loss_jitter_and_round_trip()
    {
        var (a, _) = _stage.Open();
        var (b, socket) = _stage.Open();
        a.Connect(b);
        _stage.Receive(a, Stage.Remote(1), Stage.Loud, 1, 0);
        b.SendReport(new byte[500], _stage.Now, isLast: false);
        var reader = new RtcpReader(socket.Sent[^1].Bytes);
        reader.TryRead(out var ours);
        ours.TryGetSenderInfo(out var info);

        _stage.Now += TimeSpan.FromMilliseconds(150);
        var datagram = new byte[100];
        var writer = new RtcpWriter(datagram);
        var block = new ReportBlock
        {
            Ssrc = ours.Ssrc,
            FractionLost = 64,
            Jitter = 80,
            LastSenderReport = NtpTime.Middle(info.NtpTimestamp),
            DelaySinceLastSenderReport = NtpTime.ToShort(TimeSpan.FromMilliseconds(100)),
        };
        writer.WriteReceiverReport(5, [block]);
        _stage.ReceiveRaw(b, b.Rtp, Stage.Remote(2), datagram.AsSpan(0, writer.Length));

        var figures = b.Statistics();
        figures.RemoteLossFraction.Should().Be(0.25);
        figures.RemoteJitterMilliseconds.Should().Be(10);
        figures.RoundTripMilliseconds.Should().BeApproximately(50, 1);
        figures.PacketsRefused.Should().Be(0);
    }

    [Fact]
    public void Rtcp_is_never_passed_on()
    {
        var (a, _) = _stage.Open();
        var (b, socket) = _stage.Open();
        a.Connect(b);
        var datagram = new byte[100];
        var writer = new RtcpWriter(datagram);
        writer.WriteReceiverReport(5, []);
        _stage.ReceiveRaw(a, a.Rtp, Stage.Remote(1), datagram.AsSpan(0, writer.Length));
        _stage.ReceiveRaw(a, a.Rtcp, Stage.Remote(1), datagram.AsSpan(0, writer.Length));
        socket.Sent.Should().BeEmpty();
    }

    [Fact]
    public void Without_mux_reports_go_from_the_odd_port_to_the_named_one()
    {
        var rtcp = new System.Net.IPEndPoint(Stage.Remote(1).Address, 4001);
        var (stream, socket) = _stage.Open(Stage.Settings(1) with { RtcpMux = false, RemoteRtcp = rtcp });
        stream.SendReport(new byte[500], _stage.Now, isLast: true);
        socket.Sent.Should().BeEmpty();
        var sent = ((FakeSocket)stream.Rtcp).Sent.Should().ContainSingle().Subject;
        sent.Target.Should().Be(rtcp);
        Read(sent.Bytes).Should().HaveCount(3).And.EndWith((RtcpType.Goodbye, 1));
    }

    private static List<(RtcpType Type, int Count)> Read(byte[] datagram)
    {
        var packets = new List<(RtcpType, int)>();
        var reader = new RtcpReader(datagram);
        while (reader.TryRead(out var packet))
        {
            packets.Add((packet.Type, packet.Count));
        }
        return packets;
    }
}
