using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Sip.Tests.Sdp;

/// <summary>Crypto lines in offers and answers (RFC 4568 section 5.1).</summary>
public sealed class SrtpNegotiationTests
{
    private const string Their = SdpSamples.TheirKey;
    private const string Other = SdpSamples.OtherKey;

    [Theory]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:" + Their, "", 1)]
    [InlineData("0 AES_CM_128_HMAC_SHA1_80 inline:" + Their, "", 0)]
    [InlineData("2 AES_CM_128_HMAC_SHA1_32 inline:" + Other, "3 AES_CM_128_HMAC_SHA1_80 inline:" + Their, 3)]
    [InlineData("1 AEAD_AES_256_GCM inline:" + Other, "2 AES_CM_128_HMAC_SHA1_80 inline:" + Their + "|2^31|1:1", 2)]
    [InlineData("1 AES_CM_128_HMAC_SHA1_80 inline:MzMz", "7 AES_CM_128_HMAC_SHA1_80 inline:" + Their, 7)]
    [InlineData(
        "1 AES_CM_128_HMAC_SHA1_80 inline:" + Other + " UNENCRYPTED_SRTP",
        "2 AES_CM_128_HMAC_SHA1_80 inline:" + Their + " WSH=64 KDR=0",
        2
    )]
    [InlineData(
        "1 AES_CM_128_HMAC_SHA1_80 inline:" + Other + "|1:1;inline:" + Other + "|2:1",
        "2 AES_CM_128_HMAC_SHA1_80 inline:" + Their,
        2
    )]
    public void Answer_takes_the_line_with_our_suite_and_repeats_its_tag(string first, string second, int tag)
    {
        var media = $"m=audio 4000 RTP/SAVP 8\na=crypto:{first}" + (second.Length > 0 ? $"\na=crypto:{second}" : "");
        var result = AudioNegotiation.Answer(SdpSamples.WithMedia(media), SdpSamples.Local, SdpSamples.Teams, AudioDirection.SendReceive);
        result.Answer!.Media[0].Value("crypto").Should().Be($"{tag} AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.OurKey}|2^31");
        result.Agreed!.RemoteCrypto!.Tag.Should().Be(tag);
        result.Agreed.RemoteCrypto.Key.KeyAndSalt.Should().OnlyContain(b => b == 0x22);
    }

    [Theory]
    [InlineData("m=audio 4000 RTP/AVP 8", "RTP/AVP where SRTP is required")]
    [InlineData("m=audio 4000 RTP/AVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Their, "RTP/AVP where SRTP is required")]
    [InlineData("m=audio 4000 RTP/SAVP 8", "no common crypto suite")]
    [InlineData("m=audio 4000 RTP/SAVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:" + Their, "no common crypto suite")]
    [InlineData("m=audio 4000 RTP/SAVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA", "no common crypto suite")]
    [InlineData("m=audio 4000 RTP/SAVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Their + " KDR=3", "no common crypto suite")]
    [InlineData("m=audio 4000 RTP/SAVP 8\na=crypto:nonsense", "no common crypto suite")]
    public void Offer_without_what_we_need_is_refused(string media, string reason) =>
        AudioNegotiation
            .Answer(SdpSamples.WithMedia(media), SdpSamples.Local, SdpSamples.Teams, AudioDirection.SendReceive)
            .Refusal.Should()
            .Be(new SdpRefusal(488, reason));

    [Fact]
    public void Our_order_of_suites_decides()
    {
        var media =
            $"m=audio 4000 RTP/SAVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Their}\n"
            + $"a=crypto:2 AEAD_AES_128_GCM inline:{Convert.ToBase64String(new byte[28])}";
        var capabilities = SdpSamples.Teams with { SrtpSuites = [SrtpSuites.AeadAes128Gcm, SrtpSuites.AesCm128HmacSha180] };
        var result = AudioNegotiation.Answer(SdpSamples.WithMedia(media), SdpSamples.Local, capabilities, AudioDirection.SendReceive);
        result.Agreed!.LocalCrypto!.Tag.Should().Be(2);
        result.Agreed.LocalCrypto.Key.KeyAndSalt.Should().HaveCount(28);
    }

    [Fact]
    public void Crypto_lines_of_a_plain_offer_are_ignored()
    {
        var offer = SdpSamples.WithMedia($"m=audio 4000 RTP/AVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Their}");
        var result = AudioNegotiation.Answer(offer, SdpSamples.Local, SdpSamples.Line, AudioDirection.SendReceive);
        result.Answer!.Media[0].Has("crypto").Should().BeFalse();
        result.Agreed!.RemoteCrypto.Should().BeNull();
    }

    [Fact]
    public void Offer_has_a_line_per_suite_with_tags_from_1()
    {
        var capabilities = SdpSamples.Teams with { SrtpSuites = [SrtpSuites.AesCm128HmacSha180, SrtpSuites.AesCm128HmacSha132] };
        var media = AudioNegotiation.Offer(SdpSamples.Local, capabilities, AudioDirection.SendReceive).Media[0];
        media.Protocol.Should().Be("RTP/SAVP");
        media
            .Cryptos.Select(c => $"{c.Tag} {c.Suite} {c.Key.Lifetime}")
            .Should()
            .Equal("1 AES_CM_128_HMAC_SHA1_80 2^31", "2 AES_CM_128_HMAC_SHA1_32 2^31");
    }

    [Theory]
    [InlineData("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Their)]
    [InlineData("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Their + "|2^31|1:1")]
    [InlineData("a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + Their)]
    [InlineData("a=crypto:0 AES_CM_128_HMAC_SHA1_80 inline:" + Their)]
    [InlineData("a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:" + Other + "\na=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + Their)]
    [InlineData("a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + Other + "\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Their)]
    public void Answers_with_odd_tags_or_several_lines_are_understood(string lines)
    {
        var offer = AudioNegotiation.Offer(SdpSamples.Local, SdpSamples.Teams, AudioDirection.SendReceive);
        var result = AudioNegotiation.Complete(
            offer,
            SdpSamples.WithMedia($"m=audio 4000 RTP/SAVP 8\na=rtcp-mux\n{lines}"),
            SdpSamples.Local,
            SdpSamples.Teams
        );
        result.Agreed!.LocalCrypto!.Key.KeyAndSalt.Should().OnlyContain(b => b == 0x11);
        result.Agreed.RemoteCrypto!.Key.KeyAndSalt.Should().OnlyContain(b => b == 0x22);
        result.Agreed.RtcpMux.Should().BeTrue();
    }

    [Theory]
    [InlineData("m=audio 4000 RTP/SAVP 8", "the answer takes none of the offered crypto suites")]
    [InlineData(
        "m=audio 4000 RTP/SAVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:" + Their,
        "the answer takes none of the offered crypto suites"
    )]
    [InlineData("m=audio 4000 RTP/AVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + Their, "RTP/AVP where SRTP is required")]
    public void Answer_without_protection_is_refused(string media, string reason)
    {
        var offer = AudioNegotiation.Offer(SdpSamples.Local, SdpSamples.Teams, AudioDirection.SendReceive);
        AudioNegotiation
            .Complete(offer, SdpSamples.WithMedia(media), SdpSamples.Local, SdpSamples.Teams)
            .Refusal!.Reason.Should()
            .Be(reason);
    }

    [Fact]
    public void Generated_keys_have_their_suites_length_and_differ()
    {
        var keys = LocalCrypto.Generate(SrtpSuites.AesCm128HmacSha180, SrtpSuites.AesCm128HmacSha132, SrtpSuites.AeadAes128Gcm);
        keys.Select(k => k.Key.KeyAndSalt.Length).Should().Equal(30, 30, 28);
        keys[0].Key.Should().NotBe(keys[1].Key);
        CryptoAttribute
            .For(1, keys[0].Suite, keys[0].Key)
            .Print()
            .Should()
            .MatchRegex(@"^1 AES_CM_128_HMAC_SHA1_80 inline:[A-Za-z0-9+/]{40}\|2\^31$");
    }

    [Fact]
    public void Two_of_us_agree_whatever_the_roles()
    {
        var other = SdpSamples.Local with
        {
            Rtp = System.Net.IPEndPoint.Parse("198.51.100.77:30000"),
            RtcpPort = 30001,
            Keys = LocalCrypto.Generate(SrtpSuites.AesCm128HmacSha180),
        };
        var offer = AudioNegotiation.Offer(SdpSamples.Local, SdpSamples.Teams, AudioDirection.SendReceive);
        var answered = AudioNegotiation
            .Answer(SdpSamples.Parse(offer.Print()), other, SdpSamples.Teams, AudioDirection.SendReceive)
            .Agreed!;
        var completed = AudioNegotiation
            .Complete(offer, SdpSamples.Parse(answered.Local.Print()), SdpSamples.Local, SdpSamples.Teams)
            .Agreed!;
        completed.RemoteRtp.Should().Be(other.Rtp);
        answered.RemoteRtp.Should().Be(SdpSamples.Local.Rtp);
        completed.RemoteCrypto!.Key.Should().Be(answered.LocalCrypto!.Key);
        completed.LocalCrypto!.Key.Should().Be(answered.RemoteCrypto!.Key);
        completed.Formats.Should().Equal(answered.Formats);
    }
}
