using CsCheck;
using Ponte.Media.Rtp;

namespace Ponte.Media.Tests.Rtp;

public sealed class TelephoneEventTests
{
    private const long Packet = 20_000_000;
    private readonly TelephoneEventReader _reader = new();

    private readonly record struct Sent(uint Timestamp, bool Marker, byte[] Payload, int Tick);

    [Fact]
    public void Keys_that_were_written_are_read_once_each()
    {
        Read(Write("0123456789*#ABCDd11")).Should().Equal("0123456789*#ABCDD11".Select(d => new TelephoneKey(d, 800)));
    }

    [Fact]
    public void Writer_sends_the_end_three_times_and_pauses()
    {
        var packets = Write("5");

        packets.Should().HaveCount(7);
        packets.Select(p => p.Timestamp).Distinct().Should().ContainSingle("all packets of a key carry its beginning");
        packets.Select(p => p.Marker).Should().Equal(true, false, false, false, false, false, false);
        packets.Select(p => p.Payload[1] >> 7).Should().Equal(0, 0, 0, 0, 1, 1, 1);
        packets.Select(p => (p.Payload[2] << 8) | p.Payload[3]).Should().Equal(160, 320, 480, 640, 800, 800, 800);
        var two = Write("55");
        (two[7].Tick - two[4].Tick).Should().Be(6, "100 ms of pause after the first end packet, then the next key");
    }

    [Fact]
    public void Writer_refuses_what_is_no_key_and_what_is_too_much()
    {
        var writer = new TelephoneEventWriter(8000, TimeSpan.FromMilliseconds(20));
        writer.TryEnqueue("12x").Should().BeFalse();
        writer.IsActive.Should().BeFalse("nothing of a refused row is sent");
        writer.TryEnqueue(new string('1', 60)).Should().BeTrue();
        writer.TryEnqueue("12345").Should().BeFalse();
        writer.TryEnqueue("1234").Should().BeTrue();
    }

    [Fact]
    public void Keys_survive_loss_of_any_packets_but_all()
    {
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var packets = Write("1122");
                // Of each key one packet at least comes through.
                var groups = packets.GroupBy(p => p.Timestamp).ToList();
                var kept = groups.SelectMany(g =>
                {
                    var sure = random.Next(g.Count());
                    return g.Where((_, i) => i == sure || random.Next(2) == 0);
                });
                return Read(kept).Select(k => k.Digit).SequenceEqual("1122");
            },
            iter: 300,
            threads: 1
        );
    }

    [Fact]
    public void Key_without_an_end_is_told_when_the_next_begins_or_after_a_while()
    {
        _reader.Read(Header(100, true), [3, 10, 0, 160], 0);
        _reader.Read(Header(900, true), [4, 0x8A, 0, 80], 20 * Packet);
        Take().Should().Equal(new TelephoneKey('3', 160), new TelephoneKey('4', 80));

        _reader.Read(Header(2000, true), [5, 10, 1, 0], 100 * Packet);
        _reader.Expire(110 * Packet);
        Take().Should().BeEmpty();
        _reader.IsHeld.Should().BeTrue();
        _reader.Expire(113 * Packet);
        Take().Should().Equal(new TelephoneKey('5', 256));
    }

    [Fact]
    public void Late_packet_of_a_key_that_is_over_is_passed_over()
    {
        _reader.Read(Header(1000, true), [1, 0x8A, 3, 0], 0);
        _reader.Read(Header(3000, true), [2, 0x8A, 3, 0], Packet);
        _reader.Read(Header(1000, false), [1, 0x0A, 2, 0], 2 * Packet);
        _reader.Read(Header(3000, false), [2, 0x8A, 3, 0], 3 * Packet);
        Take().Select(k => k.Digit).Should().Equal('1', '2');
    }

    [Fact]
    public void Key_held_for_longer_than_16_bits_is_one_key()
    {
        _reader.Read(Header(5, true), [9, 10, 0xFF, 0xFF], 0);
        _reader.Read(Header(5 + 0xFFFF, false), [9, 10, 0, 160], Packet);
        _reader.Read(Header(5 + 0xFFFF, false), [9, 0x8A, 1, 64], 2 * Packet);
        Take().Should().Equal(new TelephoneKey('9', 0xFFFF + 320));
    }

    [Fact]
    public void Events_that_are_no_key_and_broken_payloads_are_passed_over()
    {
        _reader.Read(Header(1, true), [16, 0x8A, 0, 1], 0);
        _reader.Read(Header(2, true), [1, 0x8A, 0], 0);
        _reader.Read(Header(3, true), [], 0);
        Take().Should().BeEmpty();
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        Gen.Select(Gen.Byte.Array[0, 8], Gen.UInt, Gen.Bool)
            .Sample(
                (payload, timestamp, marker) =>
                {
                    _reader.Read(Header(timestamp, marker), payload, timestamp);
                    _reader.Expire(timestamp);
                },
                iter: 5000,
                threads: 1
            );
        Take().Count.Should().BeLessThanOrEqualTo(2, "what nobody takes does not grow");
    }

    private static RtpHeader Header(uint timestamp, bool marker) => new() { Timestamp = timestamp, Marker = marker };

    private static List<Sent> Write(string digits)
    {
        var writer = new TelephoneEventWriter(8000, TimeSpan.FromMilliseconds(20));
        writer.TryEnqueue(digits).Should().BeTrue();
        var packets = new List<Sent>();
        for (var tick = 0; writer.IsActive && tick < 1000; tick++)
        {
            var payload = new byte[4];
            if (writer.TryNext((uint)tick * 160, payload, out var timestamp, out var marker))
            {
                packets.Add(new Sent(timestamp, marker, payload, tick));
            }
        }
        writer.IsActive.Should().BeFalse();
        return packets;
    }

    private List<TelephoneKey> Read(IEnumerable<Sent> packets)
    {
        var fresh = new TelephoneEventReader();
        var keys = new List<TelephoneKey>();
        long now = 0;
        foreach (var packet in packets)
        {
            now = packet.Tick * Packet;
            fresh.Read(Header(packet.Timestamp, packet.Marker), packet.Payload, now);
            Take(fresh, keys);
        }
        fresh.Expire(now + 1_000_000_000);
        Take(fresh, keys);
        return keys;
    }

    private List<TelephoneKey> Take()
    {
        var keys = new List<TelephoneKey>();
        Take(_reader, keys);
        return keys;
    }

    private static void Take(TelephoneEventReader from, List<TelephoneKey> keys)
    {
        while (from.TryTake(out var key))
        {
            keys.Add(key);
        }
    }
}
