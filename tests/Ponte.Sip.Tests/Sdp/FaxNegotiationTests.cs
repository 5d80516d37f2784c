using System.Net;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Sip.Tests.Sdp;

/// <summary>Fax as T.38: what two gateways say of it passes through us to the letter, only the address is ours (T.38 annex D).</summary>
public sealed class FaxNegotiationTests
{
    /// <summary>As gateways write it: names in their own case, values with spaces, flags without a value, and what nobody else knows.</summary>
    private const string Parameters = """
        a=T38FaxVersion:0
        a=T38MaxBitRate:14400
        a=T38FaxFillBitRemoval
        a=T38FaxTranscodingMMR: 0
        a=t38faxtranscodingjbig:0
        a=T38FaxRateManagement:transferredTCF
        a=T38FaxMaxBuffer:1800
        a=T38FaxMaxDatagram:400
        a=T38FaxUdpEC:t38UDPRedundancy
        a=T38VendorInfo:0 0 37
        """;

    private static readonly string Asked =
        $"m=image 5000 udptl t38\nc=IN IP4 198.51.100.9\n{Parameters}\na=sendrecv\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.TheirKey}\na=X-own:1";

    private static readonly LocalMedia Local = SdpSamples.Local;

    [Theory]
    [InlineData("m=image 5000 udptl t38", 0)]
    [InlineData("m=image 5000 UDPTL T38", 0)]
    [InlineData("m=audio 0 RTP/AVP 8\nm=image 5000 udptl t38", 1)]
    [InlineData("m=audio 4000 RTP/AVP 8\nm=image 5000 udptl t38", 1)]
    [InlineData("m=image 0 udptl t38\nm=image 5000 udptl t38", 1)]
    [InlineData("m=audio 4000 RTP/AVP 8\nm=image 0 udptl t38", null)]
    [InlineData("m=image 5000 TCP t38", null)]
    [InlineData("m=image 5000 udptl jpeg", null)]
    [InlineData("m=audio 5000 udptl t38", null)]
    [InlineData("m=audio 4000 RTP/AVP 8", null)]
    public void Fax_is_found_where_it_can_be_passed_on(string media, int? index) =>
        FaxNegotiation.StreamOf(SdpSamples.WithMedia(media)).Should().Be(index);

    [Fact]
    public void Asked_parameters_are_offered_to_the_letter_and_nothing_else_is()
    {
        var offer = FaxNegotiation.Offer(Local, SdpSamples.WithMedia(Asked).Media[0], Talking("m=audio 4000 RTP/AVP 8").Local);
        offer
            .Print()
            .Should()
            .Be(
                SdpSamples.Wire(
                    $"""
                    v=0
                    o=- 7 2 IN IP4 192.0.2.10
                    s=-
                    c=IN IP4 192.0.2.10
                    t=0 0
                    m=image 20000 udptl t38
                    {Parameters}
                    """
                )
            );
    }

    [Fact]
    public void Accepted_parameters_are_answered_to_the_letter_and_audio_is_declined()
    {
        var offer = SdpSamples.WithMedia($"m=audio 4000 RTP/AVP 8 0\n{Asked.Replace("udptl t38", "UDPTL t38", StringComparison.Ordinal)}");
        var accepted = SdpSamples.WithMedia("m=image 7000 udptl t38\na=T38FaxVersion:0\na=T38FaxUdpEC:t38UDPFEC").Media[0];
        var result = FaxNegotiation.Answer(offer, Local, accepted, Talking("m=audio 4000 RTP/AVP 8").Local);
        var agreed = result.Agreed!;
        agreed.RemoteUdptl.Should().Be(IPEndPoint.Parse("198.51.100.9:5000"));
        agreed.MediaIndex.Should().Be(1);
        agreed.Local.Origin.Version.Should().Be(2);
        agreed.Local.Media.Select(m => m.ToString()).Should().Equal("audio 0 RTP/AVP 8", "image 20000 UDPTL t38");
        agreed.Local.Media[1].Lines.Select(l => l.Value).Should().Equal("T38FaxVersion:0", "T38FaxUdpEC:t38UDPFEC");
    }

    [Fact]
    public void Answer_of_the_other_side_completes_our_offer()
    {
        var ours = FaxNegotiation.Offer(Local, SdpSamples.WithMedia(Asked).Media[0], Talking("m=audio 4000 RTP/AVP 8").Local);
        var theirs = SdpSamples.WithMedia("m=image 6000 udptl t38\na=T38FaxVersion:3");
        var agreed = FaxNegotiation.Complete(ours, theirs, Local).Agreed!;
        agreed.RemoteUdptl.Should().Be(IPEndPoint.Parse("198.51.100.5:6000"));
        (agreed.Local, agreed.Remote, agreed.MediaIndex).Should().Be((ours, theirs, 0));
    }

    [Theory]
    [InlineData("m=image 0 udptl t38", "the answer declines the fax")]
    [InlineData("m=audio 6000 RTP/AVP 8", "the answer declines the fax")]
    [InlineData("m=image 6000 TCP t38", "the answer declines the fax")]
    [InlineData("m=image 6000 udptl t38\nc=IN IP4 0.0.0.0", "a fax cannot be held")]
    [InlineData("m=image 6000 udptl t38\nc=IN IP6 2001:db8::1", "IP6 media where IP4 is spoken")]
    [InlineData("m=image 6000 udptl t38\nc=IN IP4 fax.example.com", "the media address fax.example.com is no IP4 address")]
    public void Answer_that_takes_no_fax_is_a_refusal(string media, string reason)
    {
        var ours = FaxNegotiation.Offer(Local, SdpSamples.WithMedia(Asked).Media[0], Talking("m=audio 4000 RTP/AVP 8").Local);
        FaxNegotiation.Complete(ours, SdpSamples.WithMedia(media), Local).Refusal.Should().Be(new SdpRefusal(488, reason));
    }

    [Theory]
    [InlineData("m=image 5000 udptl t38\nc=IN IP4 0.0.0.0")]
    [InlineData("m=image 5000 udptl t38\nc=IN IP6 2001:db8::1")]
    public void Address_that_cannot_be_used_is_seen_before_anybody_is_asked(string media)
    {
        var offer = SdpSamples.WithMedia(media);
        FaxNegotiation.Fault(offer, 0, Local)!.SipStatus.Should().Be(488);
        FaxNegotiation.Answer(offer, Local, offer.Media[0], offer).IsAgreed.Should().BeFalse();
        FaxNegotiation.Fault(SdpSamples.WithMedia(Asked), 0, Local).Should().BeNull();
    }

    /// <summary>A fax and back, with one line for both and with a line for each: no line may go again (RFC 3264 section 8).</summary>
    [Theory]
    [InlineData("m=image 5000 udptl t38", "image 20000 udptl t38", "audio 20000 RTP/AVP 8 101")]
    [InlineData(
        "m=audio 0 RTP/AVP 8\nm=image 5000 udptl t38",
        "audio 0 RTP/AVP 8; image 20000 udptl t38",
        "audio 20000 RTP/AVP 8 101; image 0 udptl t38"
    )]
    public void Audio_takes_its_place_again(string asked, string answered, string back)
    {
        var talking = Talking("m=audio 4000 RTP/AVP 8 101\na=rtpmap:101 telephone-event/8000");
        var offer = SdpSamples.WithMedia(asked);
        var fax = FaxNegotiation.Answer(offer, Local, offer.Media[^1], talking.Local).Agreed!;
        string.Join("; ", fax.Local.Media).Should().Be(answered);
        var capabilities = SdpSamples.Line with { Codecs = [CodecOffer.Pcma] };
        var audio = AudioNegotiation.Offer(Local, capabilities, AudioDirection.SendReceive, talking, fax.Local);
        string.Join("; ", audio.Media).Should().Be(back);
        audio.Origin.Version.Should().Be(3);
        string.Join("; ", FaxNegotiation.Offer(Local, offer.Media[^1], audio).Media)
            .Should()
            .Be(answered, "a second page comes the same way");
    }

    [Fact]
    public void Same_offer_again_keeps_the_version()
    {
        var offer = SdpSamples.WithMedia(Asked);
        var first = FaxNegotiation.Answer(offer, Local, offer.Media[0], Talking("m=audio 4000 RTP/AVP 8").Local).Agreed!;
        FaxNegotiation.Answer(offer, Local, offer.Media[0], first.Local).Agreed!.Local.Should().BeSameAs(first.Local);
    }

    [Fact]
    public void Parameters_are_compared_without_the_address()
    {
        var one = SdpSamples.WithMedia("m=image 5000 udptl t38\na=T38FaxVersion:0").Media[0];
        FaxNegotiation
            .HasSameParameters(one, SdpSamples.WithMedia("m=image 6 UDPTL t38\nc=IN IP4 192.0.2.1\na=T38FaxVersion:0").Media[0])
            .Should()
            .BeTrue();
        FaxNegotiation
            .HasSameParameters(one, SdpSamples.WithMedia("m=image 5000 udptl t38\na=T38FaxVersion:1").Media[0])
            .Should()
            .BeFalse();
    }

    private static AgreedAudio Talking(string media) =>
        AudioNegotiation.Answer(SdpSamples.WithMedia(media), Local, SdpSamples.Line, AudioDirection.SendReceive).Agreed!;
}
