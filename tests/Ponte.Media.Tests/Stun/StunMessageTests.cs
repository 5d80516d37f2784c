using CsCheck;
using Ponte.Media.Stun;

namespace Ponte.Media.Tests.Stun;

public sealed class StunMessageTests
{
    private const string Cookie = "2112A442";
    private const string Id = "000102030405060708090A0B";

    private static readonly StunKey Key = new("VOkJxbRl1RmTxUk/WvJxBt");

    [Theory]
    [InlineData("0001" + "0000" + Cookie + Id, true, "a header alone")]
    [InlineData("8001" + "0000" + Cookie + Id, false, "the first two bits are RTP's")]
    [InlineData("4001" + "0000" + Cookie + Id, false, "the first byte is 64")]
    [InlineData("0001" + "0000" + "2112A443" + Id, false, "another cookie")]
    [InlineData("0001" + "0004" + Cookie + Id, false, "shorter than it says")]
    [InlineData("0001" + "0000" + Cookie + Id + "00060000", false, "longer than it says")]
    [InlineData("0001" + "0003" + Cookie + Id + "000600", false, "no multiple of four")]
    [InlineData("0001" + "0004" + Cookie + Id + "00060000", true, "an empty attribute")]
    [InlineData("0001" + "0004" + Cookie + Id + "00060001", false, "a value beyond the end")]
    [InlineData("0001" + "0008" + Cookie + Id + "0006FFFF00000000", false, "a value far beyond the end")]
    [InlineData("0001" + "0008" + Cookie + Id + "0006000541424344", false, "a value that ends in the next attribute")]
    [InlineData("0001" + "0008" + Cookie + Id + "0006000141000000", true, "a value with padding")]
    [InlineData("0001" + "0008" + Cookie + Id + "0008000400000000", false, "an integrity of four bytes")]
    [InlineData("0001" + "0008" + Cookie + Id + "8028000400000000", false, "a wrong fingerprint")]
    [InlineData("0001" + "0004" + Cookie + Id + "80280000", false, "an empty fingerprint")]
    public void Form_decides(string hex, bool isRight, string because) =>
        StunMessage.TryParse(Convert.FromHexString(hex), out _).Should().Be(isRight, because);

    [Fact]
    public void Nothing_may_follow_the_fingerprint()
    {
        var buffer = new byte[100];
        var writer = new StunWriter(buffer, StunClass.Request, Convert.FromHexString(Id));
        writer.AddFingerprint();
        writer.Add(StunAttribute.Software, "x"u8);

        StunMessage.TryParse(buffer.AsSpan(0, writer.Length), out _).Should().BeFalse();
    }

    /// <summary>RFC 8489 section 14.5: whoever sits between may add attributes behind the code.</summary>
    [Fact]
    public void What_follows_the_integrity_is_not_read()
    {
        var buffer = new byte[200];
        var writer = new StunWriter(buffer, StunClass.Request, Convert.FromHexString(Id));
        writer.Add(StunAttribute.UserName, "a:b"u8);
        writer.AddIntegrity(Key);
        writer.Add(StunAttribute.UseCandidate, default(ReadOnlySpan<byte>));
        writer.Add((StunAttribute)0x7777, "bad"u8);

        StunMessage.TryParse(buffer.AsSpan(0, writer.Length), out var message).Should().BeTrue();
        message.IsAuthentic(Key).Should().BeTrue();
        message.Has(StunAttribute.UseCandidate).Should().BeFalse();
        message.FindUnknown(new ushort[4]).Should().Be(0);
    }

    [Fact]
    public void Only_attributes_that_must_be_understood_count_as_unknown()
    {
        var buffer = new byte[200];
        var writer = new StunWriter(buffer, StunClass.Request, Convert.FromHexString(Id));
        writer.Add((StunAttribute)0x0026, "abc"u8);
        writer.Add((StunAttribute)0x8070, 3u);
        writer.Add((StunAttribute)0x7FFF, default(ReadOnlySpan<byte>));
        writer.Add(StunAttribute.Priority, 1u);

        StunMessage.TryParse(buffer.AsSpan(0, writer.Length), out var message).Should().BeTrue();
        var unknown = new ushort[4];
        message.FindUnknown(unknown).Should().Be(2);
        unknown[..2].Should().Equal(0x0026, 0x7FFF);
        message.FindUnknown(unknown.AsSpan(0, 1)).Should().Be(1, "no more than there is room for");
    }

    [Theory]
    [InlineData(StunClass.Request, "0001")]
    [InlineData(StunClass.Indication, "0011")]
    [InlineData(StunClass.Success, "0101")]
    [InlineData(StunClass.Error, "0111")]
    public void Class_is_in_two_bits_of_the_type(StunClass kind, string type)
    {
        var buffer = new byte[20];
        _ = new StunWriter(buffer, kind, Convert.FromHexString(Id));

        Convert.ToHexString(buffer[..2]).Should().Be(type);
        StunMessage.TryParse(buffer, out var message).Should().BeTrue();
        message.Class.Should().Be(kind);
        message.Method.Should().Be(StunMessage.Binding);
    }

    [Fact]
    public void Random_bytes_never_throw_and_what_is_read_stays_inside() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Bool, Gen.Bool)
            .Sample(
                (bytes, withHeader, withLength) =>
                {
                    if (withHeader && bytes.Length >= StunMessage.HeaderLength)
                    {
                        bytes[0] &= 1;
                        Convert.FromHexString(Cookie).CopyTo(bytes, 4);
                        if (withLength)
                        {
                            bytes = bytes[..(bytes.Length & ~3)];
                            bytes[2] = 0;
                            bytes[3] = (byte)(bytes.Length - StunMessage.HeaderLength);
                        }
                    }
                    ReadAll(bytes);
                },
                iter: 200_000
            );

    /// <summary>Attributes of random length in a right frame: reaches deeper than random bytes.</summary>
    [Fact]
    public void Random_attributes_never_throw() =>
        Gen.Select(
                Gen.Select(
                    Gen.OneOf(Gen.UShort, Gen.Enum<StunAttribute>().Select(a => (ushort)a)),
                    Gen.UShort[0, 40],
                    (type, length) => (type, length)
                ).Array[0, 12],
                Gen.Byte
            )
            .Sample(
                (attributes, filling) =>
                {
                    var message = new List<byte>(Convert.FromHexString("00010000" + Cookie + Id));
                    foreach (var (type, length) in attributes)
                    {
                        message.AddRange([(byte)(type >> 8), (byte)type, (byte)(length >> 8), (byte)length]);
                        message.AddRange(Enumerable.Repeat(filling, (length + 3) & ~3));
                    }
                    message[2] = (byte)((message.Count - 20) >> 8);
                    message[3] = (byte)(message.Count - 20);
                    ReadAll([.. message]);
                },
                iter: 50_000
            );

    private static void ReadAll(byte[] bytes)
    {
        if (!StunMessage.TryParse(bytes, out var message))
        {
            return;
        }
        var found = 0;
        foreach (var type in Enum.GetValues<StunAttribute>())
        {
            found += message.TryFind(type, out var value) ? value.Length : 0;
        }
        found.Should().BeLessThanOrEqualTo(bytes.Length - StunMessage.HeaderLength);
        _ = message.XorMappedAddress;
        _ = message.ErrorCode;
        _ = message.IsAuthentic(Key);
        message.FindUnknown(new ushort[8]).Should().BeInRange(0, 8);
    }
}
