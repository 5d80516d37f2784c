using System.Net;
using System.Text;
using Ponte.Media.Sockets;
using Ponte.Media.Stun;

namespace Ponte.Media.Tests.Stun;

/// <summary>The test vectors of RFC 5769 for short-term credentials.</summary>
public sealed class StunVectorTests
{
    private const string TransactionId = "B7E7A701BC34D686FA87DFAE";

    private static readonly StunKey Key = new("VOkJxbRl1RmTxUk/WvJxBt");

    /// <summary>Section 2.1.</summary>
    private static readonly byte[] Request = Convert.FromHexString(
        "000100582112A442B7E7A701BC34D686FA87DFAE"
            + "802200105354554E207465737420636C69656E74"
            + "002400046E0001FF"
            + "80290008932FF9B151263B36"
            + "000600096576746A3A68367659202020"
            + "000800149AEAA70CBFD8CB56781EF2B5B2D3F249C1B571A2"
            + "80280004E57A3BCF"
    );

    /// <summary>Section 2.2.</summary>
    private static readonly byte[] Response4 = Convert.FromHexString(
        "0101003C2112A442B7E7A701BC34D686FA87DFAE"
            + "8022000B7465737420766563746F7220"
            + "002000080001A147E112A643"
            + "000800142B91F599FD9E90C38C7489F92AF9BA53F06BE7D7"
            + "80280004C07D4C96"
    );

    /// <summary>Section 2.3.</summary>
    private static readonly byte[] Response6 = Convert.FromHexString(
        "010100482112A442B7E7A701BC34D686FA87DFAE"
            + "8022000B7465737420766563746F7220"
            + "002000140002A1470113A9FAA5D3F179BC25F4B5BED2B9D9"
            + "00080014A382954E4BE67BF11784C97C8292C275BFE3ED41"
            + "80280004C8FB0B4C"
    );

    [Fact]
    public void Request_is_read_and_authentic()
    {
        StunMessage.TryParse(Request, out var message).Should().BeTrue();

        message.Class.Should().Be(StunClass.Request);
        message.Method.Should().Be(StunMessage.Binding);
        Convert.ToHexString(message.TransactionId).Should().Be(TransactionId);
        message.HasFingerprint.Should().BeTrue();
        message.IsAuthentic(Key).Should().BeTrue();
        message.TryFind(StunAttribute.UserName, out var user).Should().BeTrue();
        Encoding.UTF8.GetString(user).Should().Be("evtj:h6vY");
        message.TryFind(StunAttribute.Priority, out var priority).Should().BeTrue();
        Convert.ToHexString(priority).Should().Be("6E0001FF");
        message.Has(StunAttribute.IceControlled).Should().BeTrue();
        message.FindUnknown(new ushort[4]).Should().Be(0);
    }

    [Theory]
    [InlineData(4, "192.0.2.1")]
    [InlineData(6, "2001:db8:1234:5678:11:2233:4455:6677")]
    public void Response_has_the_address_and_is_authentic(int family, string address)
    {
        StunMessage.TryParse(family == 4 ? Response4 : Response6, out var message).Should().BeTrue();

        message.Class.Should().Be(StunClass.Success);
        message.IsAuthentic(Key).Should().BeTrue();
        message.XorMappedAddress.Should().Be(new IPEndPoint(IPAddress.Parse(address), 32_853));
    }

    [Theory]
    [InlineData(4, "192.0.2.1")]
    [InlineData(6, "2001:db8:1234:5678:11:2233:4455:6677")]
    public void Written_address_is_that_of_the_vector(int family, string address)
    {
        var buffer = new byte[256];
        var writer = new StunWriter(buffer, StunClass.Success, Convert.FromHexString(TransactionId));
        writer.AddXorMapped(PeerAddress.From(new IPEndPoint(IPAddress.Parse(address), 32_853)));

        var vector = family == 4 ? Response4 : Response6;
        buffer[20..writer.Length].Should().Equal(vector[36..(36 + writer.Length - 20)]);
    }

    /// <summary>The vectors pad with blanks, we with zeros, so the sums differ; what we write must be read as authentic.</summary>
    [Fact]
    public void Written_message_is_authentic_and_has_a_fingerprint()
    {
        var buffer = new byte[256];
        var writer = new StunWriter(buffer, StunClass.Error, Convert.FromHexString(TransactionId));
        writer.AddError(420, "Unknown Attribute"u8);
        writer.AddUnknown([0x7001, 0x7002, 0x7003]);
        writer.AddIntegrity(Key);
        writer.AddFingerprint();

        StunMessage.TryParse(buffer.AsSpan(0, writer.Length), out var message).Should().BeTrue();
        message.Class.Should().Be(StunClass.Error);
        message.Method.Should().Be(StunMessage.Binding);
        message.ErrorCode.Should().Be(420);
        message.TryFind(StunAttribute.UnknownAttributes, out var unknown).Should().BeTrue();
        Convert.ToHexString(unknown).Should().Be("700170027003");
        message.IsAuthentic(Key).Should().BeTrue();
        message.IsAuthentic(new StunKey("VOkJxbRl1RmTxUk/WvJxBT")).Should().BeFalse();
        message.HasFingerprint.Should().BeTrue();
    }

    [Fact]
    public void Every_changed_bit_is_noticed()
    {
        for (var bit = 0; bit < Request.Length * 8; bit++)
        {
            var changed = Request.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            (StunMessage.TryParse(changed, out var message) && message.HasFingerprint && message.IsAuthentic(Key))
                .Should()
                .BeFalse($"bit {bit} was changed");
        }
    }

    [Fact]
    public void Every_prefix_is_refused()
    {
        for (var length = 0; length < Request.Length; length++)
        {
            StunMessage.TryParse(Request.AsSpan(0, length), out _).Should().BeFalse();
        }
    }
}
