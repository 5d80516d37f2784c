using System.Net;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Sip.Tests.Sdp;

/// <summary>Changes within a call: hold, retrieve, refresh (RFC 3264 section 8).</summary>
public sealed class ReofferTests
{
    private static readonly LocalMedia Local = SdpSamples.Local;

    private static readonly string TeamsMedia =
        $"m=audio 4000 RTP/SAVP 8 101\na=rtpmap:101 telephone-event/8000\na=rtcp-mux\na=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.TheirKey}";

    [Fact]
    public void Same_offer_again_gets_the_same_answer_with_the_same_version()
    {
        var offer = SdpSamples.WithMedia(TeamsMedia);
        var first = AudioNegotiation.Answer(offer, Local, SdpSamples.Teams, AudioDirection.SendReceive);
        var second = AudioNegotiation.Answer(offer, Local, SdpSamples.Teams, AudioDirection.SendReceive, first.Agreed);
        second.Answer!.Print().Should().Be(first.Answer!.Print());
        second.Answer.Origin.Version.Should().Be(1);
    }

    [Fact]
    public void Hold_and_retrieve_raise_the_version_by_one_each()
    {
        var offer = SdpSamples.WithMedia(TeamsMedia);
        var talking = AudioNegotiation.Answer(offer, Local, SdpSamples.Teams, AudioDirection.SendReceive);
        var held = AudioNegotiation.Answer(
            SdpSamples.WithMedia(TeamsMedia + "\na=inactive"),
            Local,
            SdpSamples.Teams,
            AudioDirection.SendReceive,
            talking.Agreed
        );
        var refreshed = AudioNegotiation.Answer(
            SdpSamples.WithMedia(TeamsMedia + "\na=inactive"),
            Local,
            SdpSamples.Teams,
            AudioDirection.SendReceive,
            held.Agreed
        );
        var retrieved = AudioNegotiation.Answer(offer, Local, SdpSamples.Teams, AudioDirection.SendReceive, refreshed.Agreed);

        held.Agreed!.Direction.Should().Be(AudioDirection.Inactive);
        held.Agreed.IsHeldByPeer.Should().BeTrue();
        retrieved.Agreed!.Direction.Should().Be(AudioDirection.SendReceive);
        new[] { talking, held, refreshed, retrieved }.Select(r => r.Answer!.Origin.Version).Should().Equal(1UL, 2UL, 2UL, 3UL);
        retrieved.Answer!.HasSameBodyAs(talking.Answer!).Should().BeTrue();
    }

    [Theory]
    [InlineData(AudioDirection.SendOnly)]
    [InlineData(AudioDirection.ReceiveOnly)]
    [InlineData(AudioDirection.Inactive)]
    public void Teams_is_held_by_inactive_only(AudioDirection wanted)
    {
        var talking = AudioNegotiation
            .Answer(SdpSamples.WithMedia(TeamsMedia), Local, SdpSamples.Teams, AudioDirection.SendReceive)
            .Agreed!;
        var hold = AudioNegotiation.Reoffer(talking, wanted, HoldStyle.InactiveOnly);
        hold.DirectionOf(hold.Media[0]).Should().Be(AudioDirection.Inactive);
        hold.Should().Be(talking.Local.WithVersion(2) with { Media = [talking.Local.Media[0].WithDirection(AudioDirection.Inactive)] });

        var whole = AudioNegotiation.Offer(Local, SdpSamples.Teams, wanted, talking);
        whole.DirectionOf(whole.Media[0]).Should().Be(AudioDirection.Inactive);

        var answer = AudioNegotiation.Answer(SdpSamples.WithMedia(TeamsMedia), Local, SdpSamples.Teams, wanted, talking).Answer!;
        answer.DirectionOf(answer.Media[0]).Should().Be(AudioDirection.Inactive);
    }

    [Fact]
    public void Line_is_held_by_sendonly()
    {
        var talking = AudioNegotiation
            .Answer(SdpSamples.WithMedia("m=audio 4000 RTP/AVP 8"), Local, SdpSamples.Line, AudioDirection.SendReceive)
            .Agreed!;
        var hold = AudioNegotiation.Reoffer(talking, AudioDirection.SendOnly, HoldStyle.SendOnly);
        hold.DirectionOf(hold.Media[0]).Should().Be(AudioDirection.SendOnly);
    }

    [Fact]
    public void Reoffer_without_change_is_the_last_description()
    {
        var talking = AudioNegotiation
            .Answer(SdpSamples.WithMedia(TeamsMedia), Local, SdpSamples.Teams, AudioDirection.SendReceive)
            .Agreed!;
        AudioNegotiation.Reoffer(talking, AudioDirection.SendReceive, HoldStyle.InactiveOnly).Should().BeSameAs(talking.Local);
    }

    [Fact]
    public void Version_of_a_refused_offer_is_not_used_again()
    {
        var talking = AudioNegotiation
            .Answer(SdpSamples.WithMedia(TeamsMedia), Local, SdpSamples.Teams, AudioDirection.SendReceive)
            .Agreed!;
        var refused = AudioNegotiation.Reoffer(talking, AudioDirection.Inactive, HoldStyle.InactiveOnly);
        AudioNegotiation
            .Reoffer(talking, AudioDirection.SendReceive, HoldStyle.InactiveOnly, refused)
            .Origin.Version.Should()
            .Be(refused.Origin.Version + 1);
    }

    [Theory]
    [InlineData("sendrecv", "recvonly", AudioDirection.ReceiveOnly)]
    [InlineData("sendonly", "recvonly", AudioDirection.ReceiveOnly)]
    [InlineData("inactive", "inactive", AudioDirection.Inactive)]
    [InlineData("recvonly", "inactive", AudioDirection.Inactive)]
    public void Line_holds_by_an_address_of_zeros(string offered, string answered, AudioDirection agreed)
    {
        var talking = AudioNegotiation
            .Answer(SdpSamples.WithMedia("m=audio 4000 RTP/AVP 8"), Local, SdpSamples.Line, AudioDirection.SendReceive)
            .Agreed!;
        var held = AudioNegotiation.Answer(
            SdpSamples.WithMedia($"m=audio 4000 RTP/AVP 8\na={offered}", "IN IP4 0.0.0.0"),
            Local,
            SdpSamples.Line,
            AudioDirection.SendReceive,
            talking
        );
        held.Answer!.Media[0].Lines[^1].Value.Should().Be(answered);
        held.Agreed!.Direction.Should().Be(agreed);
        held.Agreed.IsHeldByPeer.Should().BeTrue();
        held.Agreed.RemoteRtp.Should().Be(talking.RemoteRtp, "RTCP goes on to where it went");
    }

    [Fact]
    public void Call_that_begins_held_has_no_address_yet()
    {
        var result = AudioNegotiation.Answer(
            SdpSamples.WithMedia("m=audio 4000 RTP/AVP 8", "IN IP4 0.0.0.0"),
            Local,
            SdpSamples.Line,
            AudioDirection.SendReceive
        );
        result.Agreed!.RemoteRtp.Should().BeNull();
        result.Agreed.IsHeldByPeer.Should().BeTrue();
    }

    [Fact]
    public void Mux_stays_as_first_agreed()
    {
        var plain = AudioNegotiation
            .Answer(
                SdpSamples.WithMedia(TeamsMedia.Replace("a=rtcp-mux\n", "", StringComparison.Ordinal)),
                Local,
                SdpSamples.Teams,
                AudioDirection.SendReceive
            )
            .Agreed!;
        var later = AudioNegotiation.Answer(SdpSamples.WithMedia(TeamsMedia), Local, SdpSamples.Teams, AudioDirection.SendReceive, plain);
        later.Answer!.Media[0].RtcpMux.Should().BeFalse();
        later.Agreed!.RemoteRtcp.Should().Be(IPEndPoint.Parse("198.51.100.5:4001"));
        AudioNegotiation.Offer(Local, SdpSamples.Teams, AudioDirection.SendReceive, plain).Media[0].RtcpMux.Should().BeFalse();
    }

    [Fact]
    public void What_an_answer_did_not_take_is_not_offered_again()
    {
        var capabilities = SdpSamples.Teams with { SrtpSuites = [SrtpSuites.AesCm128HmacSha180, SrtpSuites.AeadAes128Gcm] };
        var offer = AudioNegotiation.Offer(Local, capabilities, AudioDirection.SendReceive);
        var agreed = AudioNegotiation
            .Complete(
                offer,
                SdpSamples.WithMedia($"m=audio 4000 RTP/SAVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.TheirKey}"),
                Local,
                capabilities
            )
            .Agreed!;
        var again = AudioNegotiation.Reoffer(agreed, AudioDirection.SendReceive, HoldStyle.InactiveOnly);
        again.Media[0].RtcpMux.Should().BeFalse();
        again.Media[0].Cryptos.Should().ContainSingle().Which.Should().Be(agreed.LocalCrypto);
        again.Origin.Version.Should().Be(2);
    }

    [Fact]
    public void Whole_offer_in_a_call_keeps_numbers_and_streams()
    {
        var offer = SdpSamples.WithMedia("m=audio 4000 RTP/AVP 0 96\na=rtpmap:96 telephone-event/8000\nm=video 6000 RTP/AVP 34");
        var agreed = AudioNegotiation.Answer(offer, Local, SdpSamples.Line, AudioDirection.SendReceive).Agreed!;
        var next = AudioNegotiation.Offer(
            Local,
            SdpSamples.Line with
            {
                Codecs = [CodecOffer.Pcma, CodecOffer.Pcmu, new CodecOffer("SILK", 8000)],
            },
            AudioDirection.SendReceive,
            agreed
        );
        next.Media.Select(m => m.ToString()).Should().Equal("audio 20000 RTP/AVP 8 0 97 96", "video 0 RTP/AVP 34");
        next.Origin.Version.Should().Be(2);
    }

    [Fact]
    public void Whole_offer_never_gives_an_agreed_number_another_meaning()
    {
        var offer = SdpSamples.WithMedia("m=audio 4000 RTP/AVP 101 0\na=rtpmap:101 SILK/8000");
        var capabilities = SdpSamples.Line with { Codecs = [new CodecOffer("SILK", 8000), CodecOffer.Pcmu] };
        var agreed = AudioNegotiation.Answer(offer, Local, capabilities, AudioDirection.SendReceive).Agreed!;
        AudioNegotiation
            .Offer(Local, capabilities, AudioDirection.SendReceive, agreed)
            .Media[0]
            .RtpMaps.Select(m => m.ToString())
            .Should()
            .Equal("101 SILK/8000", "0 PCMU/8000", "96 telephone-event/8000");
    }
}
