using CsCheck;
using Ponte.Sip.Sdp;

namespace Ponte.Sip.Tests.Sdp;

/// <summary>The grammar of RFC 4568 section 9.</summary>
public sealed class CryptoAttributeTests
{
    private const string Key = SdpSamples.TheirKey;

    [Theory]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key, 1, "", "")]
    [InlineData("0 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "|2^31", 0, "2^31", "")]
    [InlineData("2 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "|2^31|1:1", 2, "2^31", "01")]
    [InlineData("3 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "|1048576|1:4", 3, "1048576", "00000001")]
    [InlineData("999999999 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "|66051:4", 999999999, "", "00010203")]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Key + "|0:2", 1, "", "0000")]
    [InlineData("1\tAES_CM_128_HMAC_SHA1_80  INLINE:" + Key, 1, "", "")]
    public void Line_is_read(string value, int tag, string lifetime, string mki)
    {
        var crypto = CryptoAttribute.Parse(value)!;
        crypto.Tag.Should().Be(tag);
        crypto.Suite.Should().Be("AES_CM_128_HMAC_SHA1_80");
        crypto.Key.Lifetime.Should().Be(lifetime);
        Convert.ToHexString(crypto.Key.Mki.AsSpan()).Should().Be(mki);
        crypto.Key.KeyAndSalt.Should().HaveCount(30).And.OnlyContain(b => b == 0x22);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 SUITE")]
    [InlineData("x SUITE inline:" + Key)]
    [InlineData("-1 SUITE inline:" + Key)]
    [InlineData("1234567890 SUITE inline:" + Key)]
    [InlineData("1 SUITE inline:")]
    [InlineData("1 SUITE other:" + Key)]
    [InlineData("1 SUITE inline:*not-base64*")]
    [InlineData("1 SUITE inline:" + Key + "|")]
    [InlineData("1 SUITE inline:" + Key + "|2^")]
    [InlineData("1 SUITE inline:" + Key + "|2^31|")]
    [InlineData("1 SUITE inline:" + Key + "|2^31|1")]
    [InlineData("1 SUITE inline:" + Key + "|2^31|:1")]
    [InlineData("1 SUITE inline:" + Key + "|2^31|1:")]
    [InlineData("1 SUITE inline:" + Key + "|2^31|1:0")]
    [InlineData("1 SUITE inline:" + Key + "|2^31|1:129")]
    [InlineData("1 SUITE inline:" + Key + "|2^31|256:1")]
    [InlineData("1 SUITE inline:" + Key + "|2^31|-1:1")]
    [InlineData("1 SUITE inline:" + Key + "|1:1|2^31")]
    [InlineData("1 SUITE inline:" + Key + "|2^31|1:1|x")]
    [InlineData("1 SUITE ;")]
    public void Malformed_line_is_passed_over(string value) => CryptoAttribute.Parse(value).Should().BeNull();

    [Fact]
    public void Several_keys_and_parameters_are_kept()
    {
        const string Value =
            $"1 AES_CM_128_HMAC_SHA1_32 inline:{Key}|2^20|1:4;inline:{SdpSamples.OtherKey}|2^20|2:4 KDR=1 FEC_ORDER=SRTP_FEC";
        var crypto = CryptoAttribute.Parse(Value)!;
        crypto.Keys.Should().HaveCount(2);
        crypto.SessionParameters.Should().Equal("KDR=1", "FEC_ORDER=SRTP_FEC");
        crypto.Print().Should().Be(Value);
    }

    [Fact]
    public void What_is_printed_parses_again()
    {
        var key = Gen.Select(
            Gen.Byte.Array[1, 64],
            Gen.OneOf("", "2^31", "5"),
            Gen.Byte.Array[0, 128],
            (k, l, m) => new CryptoKey([.. k], l, [.. m])
        );
        Gen.Select(Gen.Int[0, 999_999_999], key.Array[1, 3], Gen.OneOf("WSH=64", "X=1").Array[0, 2])
            .Sample(
                (tag, keys, parameters) =>
                {
                    var crypto = new CryptoAttribute(tag, "ANY_SUITE", [.. keys], [.. parameters]);
                    return crypto.Equals(CryptoAttribute.Parse(crypto.Print()));
                },
                iter: 2000
            );
    }

    [Fact]
    public void Random_text_never_throws() =>
        Gen.Select(
                Gen.OneOf("1 S inline:", ""),
                Gen.OneOf('1', 'A', '|', ':', '^', ';', '=', ' ', '2', 'é').Array[0, 60].Select(c => new string(c))
            )
            .Sample((head, tail) => _ = CryptoAttribute.Parse(head + tail)?.Print(), iter: 5000);
}
