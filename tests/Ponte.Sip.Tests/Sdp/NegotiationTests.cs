using System.Net;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Sip.Tests.Sdp;

/// <summary>RFC 3264 on a carrier's plain line.</summary>
public sealed class NegotiationTests
{
    private static readonly LocalMedia Local = SdpSamples.Local;

    [Theory]
    [InlineData("sendrecv", AudioDirection.SendReceive, "sendrecv")]
    [InlineData("sendrecv", AudioDirection.SendOnly, "sendonly")]
    [InlineData("sendrecv", AudioDirection.ReceiveOnly, "recvonly")]
    [InlineData("sendrecv", AudioDirection.Inactive, "inactive")]
    [InlineData("sendonly", AudioDirection.SendReceive, "recvonly")]
    [InlineData("sendonly", AudioDirection.SendOnly, "inactive")]
    [InlineData("sendonly", AudioDirection.ReceiveOnly, "recvonly")]
    [InlineData("sendonly", AudioDirection.Inactive, "inactive")]
    [InlineData("recvonly", AudioDirection.SendReceive, "sendonly")]
    [InlineData("recvonly", AudioDirection.SendOnly, "sendonly")]
    [InlineData("recvonly", AudioDirection.ReceiveOnly, "inactive")]
    [InlineData("recvonly", AudioDirection.Inactive, "inactive")]
    [InlineData("inactive", AudioDirection.SendReceive, "inactive")]
    [InlineData("inactive", AudioDirection.SendOnly, "inactive")]
    [InlineData("inactive", AudioDirection.ReceiveOnly, "inactive")]
    [InlineData("inactive", AudioDirection.Inactive, "inactive")]
    public void Answered_direction_is_what_both_want(string offered, AudioDirection wanted, string answered)
    {
        var offer = SdpSamples.WithMedia($"m=audio 4000 RTP/AVP 8\na={offered}");
        var result = AudioNegotiation.Answer(offer, Local, SdpSamples.Line, wanted);
        result.Answer!.Media[0].Lines[^1].Value.Should().Be(answered);
        result.Agreed!.Direction.ToAttribute().Should().Be(answered);
        result.Agreed.IsHeldByPeer.Should().Be(offered is "sendonly" or "inactive");
    }

    [Theory]
    [InlineData(AudioDirection.SendReceive, "recvonly", AudioDirection.SendOnly, false)]
    [InlineData(AudioDirection.SendReceive, "sendonly", AudioDirection.ReceiveOnly, true)]
    [InlineData(AudioDirection.SendReceive, "inactive", AudioDirection.Inactive, true)]
    [InlineData(AudioDirection.SendOnly, "recvonly", AudioDirection.SendOnly, false)]
    [InlineData(AudioDirection.SendOnly, "sendrecv", AudioDirection.SendOnly, false)]
    [InlineData(AudioDirection.Inactive, "sendrecv", AudioDirection.Inactive, false)]
    public void Completed_direction_is_what_offer_and_answer_share(
        AudioDirection offered,
        string answered,
        AudioDirection agreed,
        bool held
    )
    {
        var offer = AudioNegotiation.Offer(Local, SdpSamples.Line, offered);
        var result = Complete(offer, $"m=audio 4000 RTP/AVP 8\na={answered}");
        result.Agreed!.Direction.Should().Be(agreed);
        result.Agreed.IsHeldByPeer.Should().Be(held);
    }

    [Fact]
    public void Offer_lists_everything_in_our_order()
    {
        AudioNegotiation
            .Offer(Local, SdpSamples.Line with { ComfortNoise = true }, AudioDirection.SendReceive)
            .Print()
            .Should()
            .Be(
                SdpSamples.Wire(
                    """
                    v=0
                    o=- 7 1 IN IP4 192.0.2.10
                    s=-
                    c=IN IP4 192.0.2.10
                    t=0 0
                    m=audio 20000 RTP/AVP 8 0 18 13 101
                    a=rtpmap:8 PCMA/8000
                    a=rtpmap:0 PCMU/8000
                    a=rtpmap:18 G729/8000
                    a=fmtp:18 annexb=no
                    a=rtpmap:13 CN/8000
                    a=rtpmap:101 telephone-event/8000
                    a=fmtp:101 0-16
                    a=ptime:20
                    a=sendrecv
                    """
                )
            );
    }

    [Fact]
    public void Dynamic_numbers_are_free_ones_and_events_follow_each_clock()
    {
        var capabilities = SdpSamples.Line with
        {
            Codecs = [new CodecOffer("SILK", 16000), CodecOffer.Pcma, new CodecOffer("opus", 48000) { Channels = 2 }],
        };
        var media = AudioNegotiation.Offer(Local, capabilities, AudioDirection.SendReceive).Media[0];
        media
            .RtpMaps.Select(m => m.ToString())
            .Should()
            .Equal(
                "96 SILK/16000",
                "8 PCMA/8000",
                "97 opus/48000/2",
                "98 telephone-event/16000",
                "101 telephone-event/8000",
                "99 telephone-event/48000"
            );
    }

    [Fact]
    public void Numbers_of_the_two_directions_may_differ()
    {
        var result = Complete(
            AudioNegotiation.Offer(Local, SdpSamples.Line, AudioDirection.SendReceive),
            "m=audio 4000 RTP/AVP 97 96 0\na=rtpmap:97 TELEPHONE-EVENT/8000\na=fmtp:97 0-11\na=rtpmap:96 pcma/8000\na=ptime:30"
        );
        var agreed = result.Agreed!;
        agreed
            .Formats.Should()
            .Equal(
                new AgreedFormat(97, 101, "TELEPHONE-EVENT", 8000, 1, "0-11"),
                new AgreedFormat(96, 8, "PCMA", 8000),
                new AgreedFormat(0, 0, "PCMU", 8000)
            );
        agreed.Formats.First(f => f.IsAudio).Encoding.Should().Be("PCMA");
        agreed.PacketTime.Should().Be(TimeSpan.FromMilliseconds(30));
        agreed.RemoteRtp.Should().Be(IPEndPoint.Parse("198.51.100.5:4000"));
        agreed.RemoteRtcp.Should().Be(IPEndPoint.Parse("198.51.100.5:4001"));
    }

    [Fact]
    public void Answer_without_rtpmap_for_our_number_means_our_meaning()
    {
        var result = Complete(AudioNegotiation.Offer(Local, SdpSamples.Line, AudioDirection.SendReceive), "m=audio 4000 RTP/AVP 8 101");
        result.Agreed!.Formats.Select(f => f.Encoding).Should().Equal("PCMA", "TELEPHONE-EVENT");
    }

    [Fact]
    public void Rtpmap_is_honoured_even_for_static_numbers()
    {
        var offer = SdpSamples.WithMedia("m=audio 4000 RTP/AVP 8 100\na=rtpmap:8 PCMU/8000\na=rtpmap:100 PCMA/8000");
        var result = AudioNegotiation.Answer(offer, Local, SdpSamples.Line, AudioDirection.SendReceive);
        result.Answer!.Media[0].Formats.Should().Equal("100", "8");
        result.Answer.Media[0].RtpMaps.Select(m => m.ToString()).Should().Equal("100 PCMA/8000", "8 PCMU/8000");
    }

    [Theory]
    [InlineData("m=audio 4000 RTP/AVP 18", "annexb=no")]
    [InlineData("m=audio 4000 RTP/AVP 18\na=fmtp:18 annexb=yes", "annexb=no")]
    [InlineData("m=audio 4000 RTP/AVP 99\na=rtpmap:99 G729a/8000\na=fmtp:99 annexb=no", "annexb=no")]
    public void G729_is_answered_without_annex_b(string media, string parameters)
    {
        var answer = AudioNegotiation.Answer(SdpSamples.WithMedia(media), Local, SdpSamples.Line, AudioDirection.SendReceive).Answer!;
        answer.Media[0].FormatParameters(answer.Media[0].Formats[0]).Should().Be(parameters);
    }

    [Theory]
    [InlineData("annexb=no", "annexb=no")]
    [InlineData("annexb=yes", null)]
    public void Annex_b_is_used_only_if_neither_side_says_no(string offered, string? answered)
    {
        var capabilities = SdpSamples.Line with { Codecs = [CodecOffer.G729 with { FormatParameters = null }] };
        var offer = SdpSamples.WithMedia($"m=audio 4000 RTP/AVP 18\na=fmtp:18 {offered}");
        var answer = AudioNegotiation.Answer(offer, Local, capabilities, AudioDirection.SendReceive).Answer!;
        answer.Media[0].FormatParameters("18").Should().Be(answered);
    }

    [Theory]
    [InlineData("a=fmtp:101 0-11,16", "0-11,16")]
    [InlineData("a=fmtp:101 odd=1", "0-15")]
    [InlineData("a=x", "0-15")]
    public void Events_are_answered_as_offered(string line, string events)
    {
        var offer = SdpSamples.WithMedia($"m=audio 4000 RTP/AVP 8 101\na=rtpmap:101 telephone-event/8000\n{line}");
        var answer = AudioNegotiation.Answer(offer, Local, SdpSamples.Line, AudioDirection.SendReceive).Answer!;
        answer.Media[0].FormatParameters("101").Should().Be(events);
    }

    [Fact]
    public void Comfort_noise_is_answered_only_where_it_is_wanted()
    {
        var offer = SdpSamples.WithMedia("m=audio 4000 RTP/AVP 8 13 118\na=rtpmap:13 CN/8000\na=rtpmap:118 CN/16000");
        AudioNegotiation.Answer(offer, Local, SdpSamples.Line, AudioDirection.SendReceive).Answer!.Media[0].Formats.Should().Equal("8");
        var wanting = SdpSamples.Line with { ComfortNoise = true };
        AudioNegotiation.Answer(offer, Local, wanting, AudioDirection.SendReceive).Answer!.Media[0].Formats.Should().Equal("8", "13");
    }

    [Theory]
    [InlineData(
        "m=audio 4000 RTP/AVP 8 101\na=rtpmap:101 telephone-event/8000\na=rtpmap:101 SILK/8000",
        "payload type 101 is mapped twice"
    )]
    [InlineData("m=audio 4000 RTP/AVP 8 0 8", "payload type 8 is listed twice")]
    [InlineData("m=audio 4000 RTP/AVP 3", "no common codec")]
    [InlineData("m=audio 4000 RTP/AVP 101\na=rtpmap:101 telephone-event/8000", "no common codec")]
    [InlineData("m=audio 4000 RTP/AVP 96", "no common codec")]
    [InlineData("m=audio 4000 RTP/AVP 8\na=rtpmap:8 PCMA/8000/2", "no common codec")]
    [InlineData("m=audio 4000 RTP/SAVP 8", "RTP/SAVP where plain RTP is spoken")]
    [InlineData("m=audio 4000 UDP/TLS/RTP/SAVPF 8", "UDP/TLS/RTP/SAVPF is not spoken here")]
    [InlineData("m=audio 4000 RTP/AVP 8\nc=IN IP6 2001:db8::1", "IP6 media where IP4 is spoken")]
    [InlineData("m=audio 4000 RTP/AVP 8\nc=IN IP4 media.example.com", "the media address media.example.com is no IP4 address")]
    [InlineData("m=audio 0 RTP/AVP 8", "no audio stream is offered")]
    [InlineData("m=video 4000 RTP/AVP 34", "no audio stream is offered")]
    [InlineData("a=nothing", "no audio stream is offered")]
    public void Offer_that_cannot_be_met_is_refused(string media, string reason)
    {
        var result = AudioNegotiation.Answer(SdpSamples.WithMedia(media), Local, SdpSamples.Line, AudioDirection.SendReceive);
        result.IsAgreed.Should().BeFalse();
        result.Refusal.Should().Be(new SdpRefusal(488, reason));
    }

    [Fact]
    public void Offer_without_connection_line_is_refused() =>
        AudioNegotiation
            .Answer(
                SdpSamples.Parse("v=0\no=- 1 1 IN IP4 198.51.100.5\nm=audio 4000 RTP/AVP 8\n"),
                Local,
                SdpSamples.Line,
                AudioDirection.SendReceive
            )
            .Refusal!.Reason.Should()
            .Be("no c= line");

    [Fact]
    public void Repeated_equal_rtpmap_does_no_harm() =>
        AudioNegotiation
            .Answer(
                SdpSamples.WithMedia("m=audio 4000 RTP/AVP 8\na=rtpmap:8 PCMA/8000\na=rtpmap:8 pcma/8000"),
                Local,
                SdpSamples.Line,
                AudioDirection.SendReceive
            )
            .IsAgreed.Should()
            .BeTrue();

    [Fact]
    public void Answer_has_as_many_streams_in_the_same_order()
    {
        var offer = SdpSamples.WithMedia(
            """
            m=image 5000 udptl t38
            a=T38FaxVersion:0
            m=audio 4000 RTP/AVP 4
            m=audio 4002 RTP/AVP 8
            m=audio 4004 RTP/AVP 0
            m=video 6000 RTP/AVP 34 99
            """
        );
        var result = AudioNegotiation.Answer(offer, Local, SdpSamples.Line, AudioDirection.SendReceive);
        result
            .Answer!.Media.Select(m => m.ToString())
            .Should()
            .Equal("image 0 udptl t38", "audio 0 RTP/AVP 4", "audio 20000 RTP/AVP 8", "audio 0 RTP/AVP 0", "video 0 RTP/AVP 34");
        result.Agreed!.MediaIndex.Should().Be(2);
    }

    [Fact]
    public void Plain_and_secure_alternatives_are_told_apart()
    {
        var offer = SdpSamples.WithMedia(
            $"m=audio 4000 RTP/AVP 8\nm=audio 4002 RTP/SAVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.TheirKey}"
        );
        AudioNegotiation.Answer(offer, Local, SdpSamples.Line, AudioDirection.SendReceive).Agreed!.MediaIndex.Should().Be(0);
        AudioNegotiation.Answer(offer, Local, SdpSamples.Teams, AudioDirection.SendReceive).Agreed!.MediaIndex.Should().Be(1);
    }

    [Fact]
    public void Answer_repeats_the_time_line()
    {
        var offer = SdpSamples.Parse(
            "v=0\no=- 1 1 IN IP4 192.0.2.9\nc=IN IP4 192.0.2.9\nt=3034423619 3042462419\nm=audio 4000 RTP/AVP 8\n"
        );
        AudioNegotiation
            .Answer(offer, Local, SdpSamples.Line, AudioDirection.SendReceive)
            .Answer!.Lines.Should()
            .Contain(new SdpLine('t', "3034423619 3042462419"));
    }

    [Fact]
    public void Feedback_profile_is_answered_with_itself() =>
        AudioNegotiation
            .Answer(SdpSamples.WithMedia("m=audio 4000 RTP/AVPF 8"), Local, SdpSamples.Line, AudioDirection.SendReceive)
            .Answer!.Media[0]
            .Protocol.Should()
            .Be("RTP/AVPF");

    [Fact]
    public void IPv6_is_spoken_where_we_have_IPv6()
    {
        var local = Local with { Rtp = IPEndPoint.Parse("[2001:db8::10]:20000") };
        var result = AudioNegotiation.Answer(
            SdpSamples.WithMedia("m=audio 4000 RTP/AVP 8", "IN IP6 2001:db8::5"),
            local,
            SdpSamples.Line,
            AudioDirection.SendReceive
        );
        result.Answer!.Connection.Should().Be(new SdpConnection("IP6", "2001:db8::10"));
        result.Agreed!.RemoteRtp.Should().Be(IPEndPoint.Parse("[2001:db8::5]:4000"));
    }

    [Theory]
    [InlineData("m=audio 0 RTP/AVP 8", "the answer declines the audio")]
    [InlineData("a=nothing", "the answer declines the audio")]
    [InlineData("m=video 4000 RTP/AVP 8", "the answer has video where audio was offered")]
    [InlineData("m=audio 4000 RTP/AVP 3", "the answer has no codec of the offer")]
    [InlineData("m=audio 4000 RTP/AVP 101", "the answer has no codec of the offer")]
    [InlineData("m=audio 4000 RTP/AVP 8 8", "payload type 8 is listed twice")]
    [InlineData("m=audio 4000 RTP/SAVP 8", "RTP/SAVP where plain RTP is spoken")]
    [InlineData("m=audio 4000 RTP/AVP 8\nc=IN IP6 2001:db8::1", "IP6 media where IP4 is spoken")]
    public void Answer_that_cannot_be_used_is_refused(string media, string reason) =>
        Complete(AudioNegotiation.Offer(Local, SdpSamples.Line, AudioDirection.SendReceive), media).Refusal!.Reason.Should().Be(reason);

    private static AgreeResult Complete(SessionDescription offer, string media) =>
        AudioNegotiation.Complete(offer, SdpSamples.WithMedia(media), Local, SdpSamples.Line);
}
