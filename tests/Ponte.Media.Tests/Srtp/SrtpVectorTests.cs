using Ponte.Media.Control.Model;
using Ponte.Media.Srtp;

namespace Ponte.Media.Tests.Srtp;

/// <summary>The published vectors: RFC 3711 appendix B, RFC 7714 sections 16 and 17, RFC 2202.</summary>
public sealed class SrtpVectorTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Counter_mode_gives_the_keystream_of_RFC_3711_B2(bool useInstructions)
    {
        using var cipher = new AesCounter(Hex("2B7E151628AED2A6ABF7158809CF4F3C"), useInstructions);
        var keystream = new byte[0xFF02 * 16];

        cipher.Apply(0xF0F1F2F3F4F5F6F7, 0xF8F9FAFBFCFD0000, keystream);

        keystream[..48]
            .Should()
            .Equal(Hex("E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB41E95B3BB0A2E8DD477901E4FCA894C0"));
        keystream[(0xFEFF * 16)..]
            .Should()
            .Equal(Hex("EC8CDF7398607CB0F2D21675EA9EA1E4362B7C3C6773516318A077D7FC5073AE6A2CC3787889374FBEB4C81B17BA6C44"));
    }

    [Fact]
    public void Key_derivation_gives_the_keys_of_RFC_3711_B3()
    {
        var keys = SrtpSessionKeys.Derive(
            SrtpSuite.AesCm128HmacSha180,
            Hex("E1F97A0D3E018BE0D64FA32C06DE41390EC675AD498AFEEBB6960B3AABE6")
        );

        keys.RtpKey.Should().Equal(Hex("C61E7A93744F39EE10734AFE3FF7A087"));
        keys.RtpSalt.Should().Equal(Hex("30CBBC08863D8C85D49DB34A9AE1"));
        keys.RtpAuthentication.Should().Equal(Hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
        keys.RtcpKey.Should().Equal(Hex("4C1AA45A81F73D61C800BBB00FBB1EAA"));
        keys.RtcpAuthentication.Should().Equal(Hex("8D54534FEB49AE8E7993A6BD0B844FC323A93DFD"));
        keys.RtcpSalt.Should().Equal(Hex("9581C7AD87B3E530BF3E4454A8B3"));
    }

    [Theory]
    [InlineData("0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B0B", "4869205468657265", "B617318655057264E28BC0B6FB378C8EF146BE00")]
    [InlineData("4A656665", "7768617420646F2079612077616E7420666F72206E6F7468696E673F", "EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79")]
    public void Hmac_gives_the_codes_of_RFC_2202(string key, string message, string code)
    {
        foreach (var native in new[] { true, false })
        {
            var computed = new byte[20];
            new HmacSha1(Hex(key), native).Compute(Hex(message), null, computed);
            computed.Should().Equal(Hex(code));
        }
    }

    [Fact]
    public void Gcm_protects_the_RTP_packet_of_RFC_7714_16()
    {
        using var transform = new SrtpGcmTransform(Rfc7714Keys());
        var plain = Hex("8040F17B8041F8D35501A0B247616C6C696120657374206F6D6E69732064697669736120696E207061727465732074726573");
        var packet = new byte[plain.Length + 16];
        plain.CopyTo(packet, 0);

        transform.ProtectRtp(packet, plain.Length, 12, 0x5501A0B2, 0xF17B, []);

        packet
            .Should()
            .Equal(
                Hex(
                    "8040F17B8041F8D35501A0B2F24DE3A3FB34DE6CACBA861C9D7E4BCABE633BD50D294E6F42A5F47A51C7D19B36DE3ADF8833899D7F27BEB16A9152CF765EE4390CCE"
                )
            );
        transform.TryOpenRtp(packet, 12, 0x5501A0B2, 0xF17B, 0).Should().BeTrue();
        packet[..plain.Length].Should().Equal(plain);
    }

    [Fact]
    public void Gcm_protects_the_RTCP_packet_of_RFC_7714_17()
    {
        using var transform = new SrtpGcmTransform(Rfc7714Keys());
        var plain = Hex("81C8000D4D6172734E5450314E545032525450200000042A0000E9304C756E61DEADBEEFDEADBEEFDEADBEEFDEADBEEFDEADBEEF");
        var packet = new byte[plain.Length + 20];
        plain.CopyTo(packet, 0);

        transform.ProtectRtcp(packet, plain.Length, 0x4D617273, 0x5D4, []);

        packet
            .Should()
            .Equal(
                Hex(
                    "81C8000D4D61727363E94885DCDAB67CA727D7662F6B7E997FF5C0F76C06F32DC676A5F1730D6FDA4CE09B4686303DED0BB9275BC84AA45896CF4D2FC5ABF87245D9EADE800005D4"
                )
            );
    }

    private static SrtpSessionKeys Rfc7714Keys()
    {
        var key = Hex("000102030405060708090A0B0C0D0E0F");
        var salt = Hex("517569642070726F2071756F");
        return new SrtpSessionKeys
        {
            RtpKey = key,
            RtpSalt = salt,
            RtcpKey = key,
            RtcpSalt = salt,
        };
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
