using Ponte.Calls.Live;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Tests.Live;

public sealed class CodecsTests
{
    private static readonly AgreedFormat Events = new(101, 101, "TELEPHONE-EVENT", 8000);

    [Fact]
    public void Only_what_the_partner_has_is_left_in_its_order()
    {
        var own = new AudioCapabilities { Codecs = [CodecOffer.Pcma, CodecOffer.Pcmu, CodecOffer.G722] };
        var restricted = Codecs.Restrict(own, [Format("G722"), Format("PCMA"), Format("OPUS"), Events]);
        restricted.Codecs.Should().Equal(CodecOffer.G722, CodecOffer.Pcma);
        restricted.TelephoneEvent.Should().BeTrue();
    }

    [Fact]
    public void Digits_are_not_offered_to_one_side_when_the_other_has_none()
    {
        Codecs.Restrict(new AudioCapabilities(), [Format("PCMA")]).TelephoneEvent.Should().BeFalse();
        Codecs.Restrict(new AudioCapabilities { TelephoneEvent = false }, [Format("PCMA"), Events]).TelephoneEvent.Should().BeFalse();
    }

    [Fact]
    public void Clock_and_channels_belong_to_the_codec()
    {
        var own = new AudioCapabilities { Codecs = [new CodecOffer("L16", 44100), CodecOffer.Pcma] };
        Codecs
            .Restrict(own, [new AgreedFormat(96, 96, "L16", 44100, 2), new AgreedFormat(97, 97, "PCMA", 16000)])
            .Codecs.Should()
            .BeEmpty();
    }

    [Fact]
    public void Covering_means_every_audio_codec()
    {
        Codecs.Covers([Format("PCMA"), Format("PCMU")], [Format("pcmu"), Events]).Should().BeTrue();
        Codecs.Covers([Format("PCMA"), Events], [Format("PCMA"), Format("PCMU")]).Should().BeFalse();
    }

    [Fact]
    public void Sharing_means_audio()
    {
        Codecs.Share([Format("PCMA"), Events], [Format("PCMU"), Events]).Should().BeFalse();
        Codecs.Share([Format("PCMA")], [Format("PCMU"), Format("pcma")]).Should().BeTrue();
    }

    private static AgreedFormat Format(string encoding) => new(96, 96, encoding, 8000);
}
