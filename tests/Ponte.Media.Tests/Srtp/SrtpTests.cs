using System.Collections.Immutable;
using CsCheck;
using Ponte.Media.Control.Model;
using Ponte.Media.Rtp;
using Ponte.Media.Srtp;

namespace Ponte.Media.Tests.Srtp;

public sealed class SrtpTests
{
    private const uint Ssrc = 0xCAFEBABE;

    public static TheoryData<SrtpSuite, int> Suites =>
        new()
        {
            { SrtpSuite.AesCm128HmacSha180, 0 },
            { SrtpSuite.AesCm128HmacSha180, 1 },
            { SrtpSuite.AesCm128HmacSha132, 0 },
            { SrtpSuite.AesCm128HmacSha132, 4 },
            { SrtpSuite.AeadAes128Gcm, 0 },
            { SrtpSuite.AeadAes128Gcm, 2 },
        };

    [Theory]
    [MemberData(nameof(Suites))]
    public void Protected_packets_equal_those_of_an_independent_implementation(SrtpSuite suite, int mkiLength)
    {
        Gen.Select(Gen.Byte.Array[SrtpSessionKeys.MasterLength(suite)], Gen.Byte.Array[0, 300], Gen.UShort, Gen.UInt, Gen.Int[0, 15])
            .Sample(
                (master, payload, sequence, ssrc, csrcs) =>
                {
                    var key = new SrtpKey(suite, [.. master], Mki(mkiLength));
                    var packet = Packet(sequence, ssrc, payload, csrcs);
                    var expected = new ReferenceSrtp(key).Protect(packet, 12 + (4 * csrcs), sequence);
                    using var sender = new SrtpSender(key);
                    using var receiver = new SrtpReceiver(key);

                    var sent = Protect(sender, packet);
                    var received = sent.ToArray();
                    var length = received.Length;

                    return sent.SequenceEqual(expected)
                        && receiver.TryUnprotect(received, ref length, out _)
                        && received.AsSpan(0, length).SequenceEqual(packet);
                },
                iter: 200
            );
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void Protected_reports_equal_those_of_an_independent_implementation(SrtpSuite suite, int mkiLength)
    {
        var key = Key(suite, mkiLength);
        var reference = new ReferenceSrtp(key);
        using var sender = new SrtpSender(key);
        using var receiver = new SrtpReceiver(key);
        for (var i = 0; i < 50; i++)
        {
            var packet = Report(i % 9);

            var sent = new byte[packet.Length + sender.RtcpOverhead];
            packet.CopyTo(sent, 0);
            sender.ProtectRtcp(sent, packet.Length).Should().Be(sent.Length);
            sent.Should().Equal(reference.ProtectRtcp(packet, (uint)i));

            var length = sent.Length;
            receiver.TryUnprotectRtcp(sent, ref length, out _).Should().BeTrue();
            sent[..length].Should().Equal(packet);
        }
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void Authentic_reports_without_encryption_are_taken(SrtpSuite suite, int mkiLength)
    {
        var key = Key(suite, mkiLength);
        using var receiver = new SrtpReceiver(key);
        var received = new ReferenceSrtp(key).ProtectRtcp(Report(3), 7, encrypt: false);
        var length = received.Length;

        receiver.TryUnprotectRtcp(received, ref length, out _).Should().BeTrue();

        received[..length].Should().Equal(Report(3));
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void Any_changed_byte_is_refused_and_changes_nothing(SrtpSuite suite, int mkiLength)
    {
        var key = Key(suite, mkiLength);
        using var sender = new SrtpSender(key);
        var sent = Protect(sender, Packet(1000, Ssrc, new byte[20]));
        using var receiver = new SrtpReceiver(key);
        for (var i = 0; i < sent.Length * 8; i++)
        {
            var forged = (byte[])sent.Clone();
            forged[i / 8] ^= (byte)(1 << (i % 8));
            var length = forged.Length;
            receiver.TryUnprotect(forged, ref length, out var failure).Should().BeFalse();
            failure.Should().BeOneOf(SrtpFailure.AuthenticationFailed, SrtpFailure.Malformed);
            length.Should().Be(sent.Length);
        }
        receiver.SourceCount.Should().Be(0);
        Open(receiver, sent).Should().BeTrue();
    }

    [Fact]
    public void Rollover_counter_rises_and_survives_loss_and_reordering_around_the_wrap()
    {
        var key = Key(SrtpSuite.AesCm128HmacSha180);
        using var sender = new SrtpSender(key);
        using var receiver = new SrtpReceiver(key);
        var sequence = new SequenceUnwrapper();
        var random = new Random(7);
        var held = new Queue<byte[]>();
        var reference = new ReferenceSrtp(key);
        for (var i = 65_000L; i < 200_000; i += random.Next(1, 40))
        {
            var packet = Packet((ushort)i, Ssrc, [1, 2, 3]);
            var sent = Protect(sender, packet);
            sequence.Unwrap((ushort)i).Should().Be(i);
            if (i % 50 == 0)
            {
                sent.Should().Equal(reference.Protect(packet, 12, (ulong)i));
            }
            held.Enqueue(sent);
            if (held.Count == 3)
            {
                var late = held.Dequeue();
                Open(receiver, held.Dequeue()).Should().BeTrue();
                Open(receiver, late).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void Packet_received_twice_is_a_replay()
    {
        var key = Key(SrtpSuite.AesCm128HmacSha132);
        using var sender = new SrtpSender(key);
        using var receiver = new SrtpReceiver(key);
        var sent = Enumerable.Range(0, 300).Select(i => Protect(sender, Packet((ushort)i, Ssrc, [1]))).ToList();
        Open(receiver, sent[200]).Should().BeTrue();

        Failure(receiver, sent[200]).Should().Be(SrtpFailure.Replayed);
        Open(receiver, sent[200 - 127]).Should().BeTrue("127 behind the highest is inside the window");
        Failure(receiver, sent[200 - 127]).Should().Be(SrtpFailure.Replayed);
        Failure(receiver, sent[200 - 128]).Should().Be(SrtpFailure.Replayed, "128 behind is outside");
        Open(receiver, sent[299]).Should().BeTrue();
        Open(receiver, sent[201]).Should().BeTrue();
        Failure(receiver, sent[200]).Should().Be(SrtpFailure.Replayed);
    }

    [Fact]
    public void Report_received_twice_is_a_replay()
    {
        var key = Key(SrtpSuite.AeadAes128Gcm);
        using var receiver = new SrtpReceiver(key);
        var sent = new ReferenceSrtp(key).ProtectRtcp(Report(1), 5);

        foreach (var expected in new[] { true, false })
        {
            var length = sent.Length;
            receiver.TryUnprotectRtcp((byte[])sent.Clone(), ref length, out _).Should().Be(expected);
        }
    }

    [Fact]
    public void Unchanged_key_keeps_the_counter_and_a_new_key_restarts_it()
    {
        var first = Key(SrtpSuite.AesCm128HmacSha180);
        var same = first with { KeyAndSalt = [.. first.KeyAndSalt] };
        var other = first with { KeyAndSalt = [.. first.KeyAndSalt.Reverse()] };
        var sender = SrtpSender.For(first, null)!;
        Protect(sender, Packet(65_535, Ssrc, [1]));
        Protect(sender, Packet(0, Ssrc, [1]));

        SrtpSender.For(same, sender).Should().BeSameAs(sender);
        Protect(sender, Packet(1, Ssrc, [1])).Should().Equal(new ReferenceSrtp(first).Protect(Packet(1, Ssrc, [1]), 12, 65_537));

        using var next = SrtpSender.For(other, sender)!;
        Protect(next, Packet(2, Ssrc, [1])).Should().Equal(new ReferenceSrtp(other).Protect(Packet(2, Ssrc, [1]), 12, 2));
        SrtpSender.For(null, null).Should().BeNull();
        SrtpReceiver.For(null, SrtpReceiver.For(first, null)).Should().BeNull();
        var receiver = SrtpReceiver.For(first, null);
        SrtpReceiver.For(same, receiver).Should().BeSameAs(receiver);
    }

    [Fact]
    public void Sender_never_uses_an_index_twice()
    {
        using var sender = new SrtpSender(Key(SrtpSuite.AesCm128HmacSha180));
        Protect(sender, Packet(10, Ssrc, [1])).Should().NotBeEmpty();

        Protect(sender, Packet(10, Ssrc, [2])).Should().BeEmpty();
        for (uint i = 1; i < SrtpSourceTable.Capacity; i++)
        {
            Protect(sender, Packet(10, Ssrc + i, [2])).Should().NotBeEmpty();
        }
        Protect(sender, Packet(10, Ssrc + 99, [2])).Should().BeEmpty("forgetting a source would repeat its indices");
        Protect(sender, Packet(11, Ssrc, [2])).Should().NotBeEmpty();
    }

    [Fact]
    public void Receiver_forgets_the_source_that_was_silent_for_the_longest_time()
    {
        var key = Key(SrtpSuite.AesCm128HmacSha180);
        using var receiver = new SrtpReceiver(key);
        var reference = new ReferenceSrtp(key);
        for (uint i = 0; i < 100; i++)
        {
            Open(receiver, reference.Protect(Packet((ushort)i, 1, [1]), 12, i)).Should().BeTrue();
            Open(receiver, reference.Protect(Packet(1, 1000 + i, [1]), 12, 1)).Should().BeTrue();
        }
        receiver.SourceCount.Should().Be(SrtpSourceTable.Capacity);
        Failure(receiver, reference.Protect(Packet(99, 1, [1]), 12, 99)).Should().Be(SrtpFailure.Replayed, "the busy source was kept");
    }

    [Fact]
    public void Packets_without_the_agreed_identifier_are_taken_by_their_tag()
    {
        var key = Key(SrtpSuite.AesCm128HmacSha180, 1);
        using var receiver = new SrtpReceiver(key);

        Open(receiver, new ReferenceSrtp(key with { Mki = [] }).Protect(Packet(1, Ssrc, [1, 2]), 12, 1)).Should().BeTrue();
    }

    [Fact]
    public void Padding_is_seen_only_after_decryption()
    {
        var key = Key(SrtpSuite.AesCm128HmacSha180);
        using var sender = new SrtpSender(key);
        using var receiver = new SrtpReceiver(key);
        var packet = Packet(1, Ssrc, [7, 7, 0, 2]);
        packet[0] |= 0x20;
        var sent = Protect(sender, packet);
        var length = sent.Length;

        receiver.TryUnprotect(sent, ref length, out _).Should().BeTrue();

        RtpHeader.TryParse(sent.AsSpan(0, length), out var header).Should().BeTrue();
        (header.PayloadLength, header.PaddingLength).Should().Be((2, 2));
    }

    [Theory]
    [InlineData(SrtpSuite.None, 0)]
    [InlineData(SrtpSuite.AesCm128HmacSha180, 28)]
    [InlineData(SrtpSuite.AeadAes128Gcm, 30)]
    public void Key_of_another_length_is_refused(SrtpSuite suite, int length)
    {
        var make = () => new SrtpSender(new SrtpKey(suite, [.. new byte[length]], []));

        make.Should().Throw<ArgumentException>();
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void No_bytes_make_the_receiver_throw(SrtpSuite suite, int mkiLength)
    {
        using var receiver = new SrtpReceiver(Key(suite, mkiLength));
        Gen.Byte.Array[0, 80]
            .Sample(
                bytes =>
                {
                    if (bytes.Length > 0)
                    {
                        bytes[0] = (byte)((bytes[0] & 0x3F) | 0x80);
                    }
                    var (rtp, rtcp) = (bytes.Length, bytes.Length);
                    return !receiver.TryUnprotect(bytes, ref rtp, out _) && !receiver.TryUnprotectRtcp(bytes, ref rtcp, out _);
                },
                iter: 3000,
                threads: 1
            );
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void Packets_cost_no_allocation(SrtpSuite suite, int mkiLength)
    {
        var key = Key(suite, mkiLength);
        using var sender = new SrtpSender(key);
        using var receiver = new SrtpReceiver(key);
        var packet = new byte[256];
        var opened = true;
        void Round(ushort sequence)
        {
            RtpPacket.WriteHeader(packet, 8, marker: false, sequence, 0, Ssrc);
            var length = sender.Protect(packet, 172);
            opened &= receiver.TryUnprotect(packet, ref length, out _);
        }
        Round(0);
        Round(1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (ushort i = 2; i < 100; i++)
        {
            Round(i);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        (opened, allocated).Should().Be((true, 0L));
    }

    private static SrtpKey Key(SrtpSuite suite, int mkiLength = 0) =>
        new(suite, [.. Enumerable.Range(1, SrtpSessionKeys.MasterLength(suite)).Select(i => (byte)(i * 7))], Mki(mkiLength));

    private static ImmutableArray<byte> Mki(int length) => [.. Enumerable.Range(1, length).Select(i => (byte)i)];

    private static byte[] Packet(ushort sequence, uint ssrc, byte[] payload, int csrcs = 0)
    {
        var packet = new byte[12 + (4 * csrcs) + payload.Length];
        RtpPacket.WriteHeader(packet, 8, marker: false, sequence, 160u * sequence, ssrc);
        packet[0] |= (byte)csrcs;
        payload.CopyTo(packet, 12 + (4 * csrcs));
        return packet;
    }

    private static byte[] Report(int words) =>
        [0x80, 201, 0, (byte)(words + 1), 1, 2, 3, 4, .. Enumerable.Range(0, words * 4).Select(i => (byte)i)];

    private static byte[] Protect(SrtpSender sender, byte[] packet)
    {
        var buffer = new byte[packet.Length + sender.RtpOverhead];
        packet.CopyTo(buffer, 0);
        return buffer[..sender.Protect(buffer, packet.Length)];
    }

    private static bool Open(SrtpReceiver receiver, byte[] packet) => Failure(receiver, packet) == SrtpFailure.None;

    private static SrtpFailure Failure(SrtpReceiver receiver, byte[] packet)
    {
        var length = packet.Length;
        receiver.TryUnprotect((byte[])packet.Clone(), ref length, out var failure);
        return failure;
    }
}
