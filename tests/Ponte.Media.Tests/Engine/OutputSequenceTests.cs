using CsCheck;
using Ponte.Media.Engine;
using Ponte.Media.Rtp;

namespace Ponte.Media.Tests.Engine;

public sealed class OutputSequenceTests
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(5);
    private readonly object _alice = new();
    private readonly object _bob = new();
    private readonly OutputSequence _output = new(ssrc: 9, firstSequence: 1000, firstTimestamp: 50_000);

    [Fact]
    public void First_packet_begins_at_the_given_numbers_with_a_marker()
    {
        Place(_alice, 7, 900, Start).Should().Be(new OutputStamp(1000, 50_000, Marker: true));
        Place(_alice, 8, 1060, Start + Ms(20)).Should().Be(new OutputStamp(1001, 50_160, Marker: false));
    }

    [Fact]
    public void Loss_and_reordering_of_a_source_stay_visible()
    {
        Place(_alice, 7, 0, Start);
        Place(_alice, 10, 480, Start + Ms(60))!.Value.Sequence.Should().Be(1003);
        Place(_alice, 9, 320, Start + Ms(61)).Should().Be(new OutputStamp(1002, 50_320, Marker: false));
    }

    [Fact]
    public void Duplicates_are_dropped()
    {
        Place(_alice, 7, 0, Start);
        Place(_alice, 8, 160, Start + Ms(20));
        Place(_alice, 8, 160, Start + Ms(21)).Should().BeNull();
        Place(_alice, 7, 0, Start + Ms(21)).Should().BeNull();
    }

    [Fact]
    public void Packets_from_before_the_switch_are_dropped_because_their_numbers_are_taken()
    {
        Place(_alice, 50, 0, Start);
        Place(_bob, 10, 0, Start + Ms(20));
        Place(_bob, 9, 0, Start + Ms(21)).Should().BeNull();
    }

    [Fact]
    public void Another_source_goes_on_where_the_first_ended_by_the_time_that_passed()
    {
        Place(_alice, 7, 0, Start);
        Place(_bob, 60_000, 123, Start + Ms(500)).Should().Be(new OutputStamp(1001, 54_000, Marker: true));
    }

    [Fact]
    public void A_new_ssrc_of_the_same_source_is_a_new_beginning()
    {
        Place(_alice, 7, 0, Start);
        Place(_alice, 9_000, 77, Start + Ms(20), ssrc: 2).Should().Be(new OutputStamp(1001, 50_160, Marker: true));
    }

    [Fact]
    public void A_wild_jump_of_a_source_is_a_new_beginning()
    {
        Place(_alice, 7, 0, Start);
        Place(_alice, 20_000, 160, Start + Ms(20)).Should().Be(new OutputStamp(1001, 50_160, Marker: true));
    }

    [Fact]
    public void A_clock_that_jumps_is_a_new_beginning_and_one_that_drifts_is_not()
    {
        Place(_alice, 7, 0, Start);
        Place(_alice, 8, 160 + 8000, Start + Ms(20))!.Value.Timestamp.Should().Be(50_160 + 8000);
        Place(_alice, 9, 160 + 8000 + 160 + 80_000, Start + Ms(40)).Should().Be(new OutputStamp(1002, 50_160 + 8000 + 160, Marker: true));
    }

    [Fact]
    public void A_source_that_stopped_its_clock_on_hold_comes_back_at_the_true_time()
    {
        Place(_alice, 7, 0, Start);
        Place(_alice, 8, 160, Start + TimeSpan.FromSeconds(60)).Should().Be(new OutputStamp(1001, 50_000 + 480_000, Marker: true));
    }

    [Fact]
    public void A_tone_after_a_source_and_a_source_after_a_tone_are_one_sequence()
    {
        Place(_alice, 7, 0, Start);
        _output.Continue(160, 8000, Start + Ms(40)).Should().Be(new OutputStamp(1001, 50_320, Marker: true));
        _output.Continue(160, 8000, Start + Ms(60)).Should().Be(new OutputStamp(1002, 50_480, Marker: false));
        Place(_alice, 8, 999, Start + Ms(80)).Should().Be(new OutputStamp(1003, 50_640, Marker: true));
    }

    [Fact]
    public void A_long_key_with_a_standing_timestamp_does_not_shift_what_follows()
    {
        Place(_alice, 7, 0, Start);
        for (var i = 0; i < 200; i++)
        {
            var at = Start + Ms(20 * (i + 1));
            Place(_alice, (ushort)(8 + i), 160, at, isEvent: true)!.Value.Timestamp.Should().Be(50_160);
        }
        Place(_alice, 208, 160 + (200 * 160), Start + Ms(20 * 201))
            .Should()
            .Be(new OutputStamp(1201, 50_000 + 160 + (200 * 160), Marker: false));
    }

    [Fact]
    public void Key_updates_repeat_the_timestamp_with_new_numbers()
    {
        var first = _output.Begin(8000, Start);
        first.Marker.Should().BeTrue();
        _output.Repeat().Should().Be(first with { Sequence = (ushort)(first.Sequence + 1), Marker = false });
    }

    [Fact]
    public void Whatever_is_mixed_no_number_is_used_twice_and_own_and_joined_packets_have_no_gap()
    {
        var step = Gen.Select(Gen.Int[0, 2], Gen.UShort, Gen.Int[0, 60]);
        step.Array[1, 200]
            .Sample(
                steps =>
                {
                    var output = new OutputSequence(1, 65_500, uint.MaxValue - 1000);
                    var used = new HashSet<ushort>();
                    var now = Start;
                    foreach (var (kind, number, wait) in steps)
                    {
                        now += Ms(wait);
                        if (kind == 2)
                        {
                            used.Add(output.Continue(160, 8000, now).Sequence).Should().BeTrue();
                            continue;
                        }
                        var header = new RtpHeader
                        {
                            SequenceNumber = (ushort)(number % 80),
                            Timestamp = number * 7u,
                            Ssrc = 1,
                        };
                        if (output.TryPlace(kind == 0 ? _alice : _bob, header, 8000, isEvent: false, now, out var stamp))
                        {
                            used.Add(stamp.Sequence).Should().BeTrue();
                        }
                    }
                },
                iter: 300
            );
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private OutputStamp? Place(object source, ushort sequence, uint timestamp, TimeSpan now, bool isEvent = false, uint ssrc = 1)
    {
        var header = new RtpHeader
        {
            SequenceNumber = sequence,
            Timestamp = timestamp,
            Ssrc = ssrc,
        };
        return _output.TryPlace(source, header, 8000, isEvent, now, out var stamp) ? stamp : null;
    }
}
