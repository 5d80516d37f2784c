using System.Net;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Sip.Tests.Sdp;

/// <summary>Golden answers to offers as Microsoft's media processors write them.</summary>
public sealed class TeamsAnswerTests
{
    private const string Offer = $"""
        v=0
        o=- 103451 0 IN IP4 127.0.0.1
        s=session
        c=IN IP4 52.112.1.2
        b=CT:10000000
        t=0 0
        m=audio 50004 RTP/SAVP 104 9 103 111 18 0 8 97 101 13 118
        c=IN IP4 52.112.1.2
        a=rtcp:50005
        a=label:main-audio
        a=mid:1
        a=x-ssrc-range:3001-3001
        a=ice-ufrag:aB3x
        a=ice-pwd:0123456789abcdefghijklmn
        a=candidate:1 1 UDP 2130706431 52.112.1.2 50004 typ host
        a=rtcp-mux
        a=fingerprint:sha-256 00:11
        a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:{SdpSamples.OtherKey}|2^31
        a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.TheirKey}|2^31|1:1
        a=sendrecv
        a=rtpmap:104 SILK/16000
        a=rtpmap:9 G722/8000
        a=rtpmap:103 SILK/8000
        a=rtpmap:111 SIREN/16000
        a=fmtp:111 bitrate=16000
        a=rtpmap:18 G729/8000
        a=fmtp:18 annexb=no
        a=rtpmap:0 PCMU/8000
        a=rtpmap:8 PCMA/8000
        a=rtpmap:97 RED/8000
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-16
        a=rtpmap:13 CN/8000
        a=rtpmap:118 CN/16000
        a=ptime:20
        m=video 0 RTP/SAVP 34
        """;

    [Fact]
    public void Answer_to_an_offer_of_Teams()
    {
        var result = AudioNegotiation.Answer(SdpSamples.Parse(Offer), SdpSamples.Local, SdpSamples.Teams, AudioDirection.SendReceive);

        result.IsAgreed.Should().BeTrue($"{result.Refusal}");
        result
            .Answer!.Print()
            .Should()
            .Be(
                SdpSamples.Wire(
                    $"""
                    v=0
                    o=- 7 1 IN IP4 192.0.2.10
                    s=-
                    c=IN IP4 192.0.2.10
                    t=0 0
                    m=audio 20000 RTP/SAVP 8 0 101
                    a=rtpmap:8 PCMA/8000
                    a=rtpmap:0 PCMU/8000
                    a=rtpmap:101 telephone-event/8000
                    a=fmtp:101 0-16
                    a=ptime:20
                    a=rtcp-mux
                    a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.OurKey}|2^31
                    a=sendrecv
                    m=video 0 RTP/SAVP 34
                    """
                )
            );
        var agreed = result.Agreed!;
        agreed.RemoteRtp.Should().Be(IPEndPoint.Parse("52.112.1.2:50004"));
        agreed.RemoteRtcp.Should().Be(agreed.RemoteRtp);
        agreed.RtcpMux.Should().BeTrue();
        agreed.Direction.Should().Be(AudioDirection.SendReceive);
        agreed.LocalCrypto!.Tag.Should().Be(3);
        agreed.RemoteCrypto!.Key.Mki.Should().Equal((byte)1);
        agreed.RemoteCrypto.Key.KeyAndSalt.Should().OnlyContain(b => b == 0x22);
    }
}
