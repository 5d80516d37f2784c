using Ponte.Media.Rtp;

namespace Ponte.Media.Tests.Rtp;

public sealed class ReceptionStatisticsTests
{
    private const long Packet = 20_000_000;
    private readonly ReceptionStatistics _statistics = new();

    [Fact]
    public void Steady_stream_has_no_loss_and_no_jitter()
    {
        for (var i = 0; i < 500; i++)
        {
            Add((ushort)(65_400 + i), i);
        }
        (_statistics.PacketsReceived, _statistics.PacketsLost).Should().Be((500, 0));
        _statistics.JitterMilliseconds.Should().Be(0);
        _statistics.ExtendedHighestSequence.Should().Be(65_400 + 499, "the wrap is counted in the upper half");
    }

    [Fact]
    public void Loss_is_told_per_interval_and_in_total()
    {
        for (var i = 0; i < 100; i++)
        {
            if (i is < 10 or >= 20)
            {
                Add((ushort)i, i);
            }
        }
        var first = _statistics.TakeReport(7, 8);
        (first.Ssrc, first.CumulativeLost, first.FractionLost).Should().Be((1u, 10, 25), "10 of 100, in 256ths");
        (first.LastSenderReport, first.DelaySinceLastSenderReport).Should().Be((7u, 8u));
        Add(100, 100);

        var second = _statistics.TakeReport(0, 0);

        (second.CumulativeLost, second.FractionLost).Should().Be((10, 0));
        _statistics.PacketsLost.Should().Be(10);
    }

    [Fact]
    public void Late_and_doubled_packets_are_no_loss()
    {
        foreach (var i in new[] { 0, 2, 1, 4, 3, 3, 5 })
        {
            Add((ushort)i, i);
        }
        _statistics.PacketsLost.Should().Be(0);
        _statistics.TakeReport(0, 0).CumulativeLost.Should().Be(-1, "RFC 3550 counts duplicates against loss");
    }

    [Fact]
    public void Jitter_approaches_the_mean_change_of_transit()
    {
        for (var i = 0; i < 400; i++)
        {
            Add((ushort)i, i, delay: i % 2 * 4_000_000);
        }
        _statistics.JitterMilliseconds.Should().BeApproximately(4, 0.01);
        _statistics.TakeReport(0, 0).Jitter.Should().BeInRange(31, 32);
    }

    [Fact]
    public void Packets_of_one_telephone_event_do_not_shake_the_jitter()
    {
        for (var i = 0; i < 20; i++)
        {
            _statistics.Add(Header((ushort)i, 1600, 1), i * Packet, 8000);
        }
        _statistics.JitterMilliseconds.Should().Be(0);
    }

    [Fact]
    public void Sender_that_begins_anew_is_no_loss_and_a_single_stray_is_passed_over()
    {
        Add(100, 0);
        Add(101, 1);
        Add(40_000, 2);
        Add(102, 3);
        _statistics.PacketsLost.Should().Be(0);
        _statistics.ExtendedHighestSequence.Should().Be(102);

        Add(30_000, 4);
        Add(30_001, 5);
        Add(30_003, 6);
        _statistics.PacketsLost.Should().Be(1);
        _statistics.ExtendedHighestSequence.Should().Be(30_003);
    }

    [Fact]
    public void New_source_keeps_the_totals()
    {
        Add(0, 0);
        Add(5, 5);
        _statistics.Add(Header(1000, 0, 2), 6 * Packet, 8000);
        _statistics.Add(Header(1002, 320, 2), 8 * Packet, 8000);

        (_statistics.PacketsReceived, _statistics.PacketsLost).Should().Be((4, 5));
        _statistics.TakeReport(0, 0).Should().Match<Ponte.Media.Rtcp.ReportBlock>(r => r.Ssrc == 2 && r.CumulativeLost == 1);
    }

    [Fact]
    public void Clock_that_changes_with_the_payload_type_keeps_the_jitter_in_time()
    {
        for (var i = 0; i < 400; i++)
        {
            Add((ushort)i, i, delay: i % 2 * 4_000_000);
        }
        _statistics.Add(Header(400, 99, 1), 400 * Packet, 16_000);

        _statistics.JitterMilliseconds.Should().BeApproximately(4, 0.1);
    }

    private static RtpHeader Header(ushort sequence, uint timestamp, uint ssrc) =>
        new()
        {
            SequenceNumber = sequence,
            Timestamp = timestamp,
            Ssrc = ssrc,
        };

    private void Add(ushort sequence, int number, long delay = 0) =>
        _statistics.Add(Header(sequence, (uint)number * 160, 1), (number * Packet) + delay, 8000);
}
