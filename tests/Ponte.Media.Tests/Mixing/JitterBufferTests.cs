using CsCheck;
using Ponte.Media.Mixing;

namespace Ponte.Media.Tests.Mixing;

public sealed class JitterBufferTests
{
    /// <summary>Packets in any order, some twice, some never, taken at any pace, across the wrap of numbers.</summary>
    [Fact]
    public void Packets_come_out_in_order_and_once() =>
        Gen.Select(Gen.UShort, Gen.Select(Gen.Int[-3, 6], Gen.Int[0, 2]).Array[1, 300])
            .Sample(
                (start, steps) =>
                {
                    var buffer = new JitterBuffer();
                    var out_ = new List<int>();
                    var place = 0;
                    foreach (var (step, takes) in steps)
                    {
                        place = Math.Max(0, place + step);
                        buffer.Add((ushort)(start + place), BitConverter.GetBytes(place));
                        for (var i = 0; i < takes; i++)
                        {
                            if (buffer.Take(out var payload) is JitterBuffer.Verdict.Packet or JitterBuffer.Verdict.Surplus)
                            {
                                out_.Add(BitConverter.ToInt32(payload));
                            }
                        }
                    }
                    return out_.Zip(out_.Skip(1)).All(p => p.Second > p.First) && buffer.Count is >= 0 and <= JitterBuffer.Capacity;
                },
                iter: 2000
            );

    [Fact]
    public void It_waits_longer_after_packets_were_late_and_less_after_a_calm_time()
    {
        var buffer = new JitterBuffer();
        ushort sequence = 0;
        buffer.Add(sequence++, [1]);
        buffer.Take(out _).Should().Be(JitterBuffer.Verdict.Empty, "one packet is too few to begin");
        buffer.Add(sequence++, [1]);
        buffer.Take(out _).Should().Be(JitterBuffer.Verdict.Packet);
        buffer.Take(out _).Should().Be(JitterBuffer.Verdict.Packet);
        buffer.Take(out _).Should().Be(JitterBuffer.Verdict.Late);
        buffer.Rest();
        buffer.Depth.Should().Be(3);
        for (var i = 0; i < 1000; i++)
        {
            buffer.Add(sequence++, [1]);
            buffer.Take(out _);
        }
        buffer.Depth.Should().Be(2);
        buffer.Count.Should().BeLessThanOrEqualTo(3);
    }

    [Fact]
    public void Lost_packet_is_told_when_a_later_one_is_there()
    {
        var buffer = new JitterBuffer();
        buffer.Add(10, [1]);
        buffer.Add(12, [3]);
        buffer.Add(13, [4]);
        buffer.Take(out _).Should().Be(JitterBuffer.Verdict.Packet);
        buffer.Take(out _).Should().Be(JitterBuffer.Verdict.Lost);
        buffer.Add(11, [2]);
        buffer.Take(out var payload).Should().Be(JitterBuffer.Verdict.Packet);
        payload.ToArray().Should().Equal(3);
    }
}
