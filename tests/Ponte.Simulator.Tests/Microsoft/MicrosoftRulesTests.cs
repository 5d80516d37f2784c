using Ponte.Simulator.Microsoft;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Simulator.Tests.Microsoft;

public sealed class MicrosoftRulesTests
{
    [Fact]
    public void Right_invite_reaches_its_user_without_a_warning()
    {
        var verdict = Samples.Judge(Samples.Request(Samples.Invite));
        verdict.Refusal.Should().BeNull();
        verdict.Warnings.Should().BeEmpty();
        verdict.User!.Id.Should().Be("ada");
    }

    [Theory]
    [InlineData(
        "<sip:+393331234567@sbc.contoso.com:5061;transport=tls>",
        "<sip:+393331234567@192.0.2.1:5061;transport=tls>",
        403,
        "510532"
    )]
    [InlineData("@sbc.contoso.com:5061;transport", "@other.contoso.com:5061;transport", 403, "510532")]
    [InlineData("Contact: <sip:+393331234567@sbc.contoso.com:5061;transport=tls>", "X-None: 1", 400, "540400")]
    [InlineData("Max-Forwards: 70", "Max-Forwards: 70\nRecord-Route: <sip:proxy.contoso.com;lr>", 403, "510532")]
    [InlineData("Max-Forwards: 70", "Max-Forwards: 70\nRecord-Route: <sip:192.0.2.1;lr>", 403, "510532")]
    [InlineData("Max-Forwards: 70", "Max-Forwards: 0", 483, "510482")]
    [InlineData("INVITE sip:+390212345601@", "INVITE sip:0212345601@", 412, "510412")]
    [InlineData("INVITE sip:+390212345601@", "INVITE sip:mario@", 412, "510412")]
    [InlineData("INVITE sip:+390212345601@", "INVITE sips:+390212345601@", 400, "540400")]
    [InlineData("INVITE sip:+390212345601@", "INVITE sip:+390212345699@", 404, "511404")]
    [InlineData("INVITE sip:+390212345601@", "INVITE sip:+390212345602@", 403, "510560")]
    [InlineData("INVITE sip:+390212345601@", "INVITE sip:+390212345603@", 404, "511404")]
    [InlineData("From: \"Mario\" <sip:+393331234567@", "From: <sip:+39000@", 403, "510534")]
    [InlineData("Supported: replaces, timer", "Replaces: a;to-tag=b;from-tag=c", 400, "540400")]
    [InlineData("Supported: replaces, timer", "Require: 100rel", 420, "540420")]
    [InlineData("Supported: replaces, timer", "Session-Expires: 90", 422, "540422")]
    [InlineData("application/sdp", "application/pidf+xml", 415, "540415")]
    [InlineData("application/sdp", "multipart/mixed;boundary=x", 415, "540415")]
    public void Invite_that_breaks_a_rule_is_refused(string before, string after, int status, string code)
    {
        Samples.Invite.Should().Contain(before);
        var verdict = Samples.Judge(Samples.Request(Samples.Invite.Replace(before, after, StringComparison.Ordinal)));
        verdict.Refusal!.Status.Should().Be(status);
        verdict.Refusal.Code.Should().Be(code);
        verdict.Refusal.Reason(Guid.Empty).Should().StartWith("Q.850;cause=").And.Contain($"text=\"{Guid.Empty};{code} ");
    }

    [Theory]
    [InlineData("RTP/SAVP", "RTP/AVP", 488, "531000")]
    [InlineData("AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32", 488, "531000")]
    [InlineData("a=rtcp-mux", "a=rtpmap:101 SILK/8000", 488, "531000")]
    [InlineData("RTP/SAVP 8 0 101", "RTP/SAVP 8 0 8 101", 488, "531000")]
    [InlineData("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0", 488, "531052")]
    [InlineData("c=IN IP4 127.0.0.1", "c=IN IP6 2001:db8::1", 488, "531000")]
    [InlineData("m=audio", "m=video", 488, "531000")]
    [InlineData("v=0", "v=1", 400, "540400")]
    public void Offer_that_breaks_a_rule_is_refused(string before, string after, int status, string code)
    {
        var verdict = Samples.Judge(Samples.Request(Samples.Invite, Samples.Offer.Replace(before, after, StringComparison.Ordinal)));
        verdict.Refusal!.Status.Should().Be(status);
        verdict.Refusal.Code.Should().Be(code);
    }

    [Fact]
    public void Invite_without_offer_is_refused() => Samples.Judge(Samples.Request(Samples.Invite, "")).Refusal!.Status.Should().Be(488);

    [Theory]
    [InlineData("*.contoso.com", true)]
    [InlineData("*.com", false)]
    [InlineData("contoso.com", false)]
    [InlineData("SBC.contoso.com", true)]
    public void Certificate_must_be_for_the_contact(string name, bool taken) =>
        (Samples.Judge(Samples.Request(Samples.Invite), name).Refusal is null).Should().Be(taken);

    [Fact]
    public void Tenant_of_the_parent_domain_is_found()
    {
        var invite = Samples
            .Invite.Replace("sbc.contoso.com", "fabrikam.carrier.example", StringComparison.Ordinal)
            .Replace("INVITE sip:+390212345601@", "INVITE sip:+390299999999@", StringComparison.Ordinal);
        var verdict = Samples.Judge(Samples.Request(invite), "*.carrier.example");
        verdict.Tenant!.Id.Should().Be("fabrikam");
        verdict.User!.Id.Should().Be("bo");
    }

    [Fact]
    public void Sbc_of_nobody_is_refused()
    {
        var invite = Samples.Invite.Replace("sbc.contoso.com", "sbc.nobody.example", StringComparison.Ordinal);
        Samples.Judge(Samples.Request(invite), "sbc.nobody.example").Refusal!.Code.Should().Be("510532");
    }

    [Fact]
    public void Extension_tells_apart_who_shares_a_number()
    {
        var invite = Samples.Invite.Replace("sip:+390212345601@sip", "sip:+390212345603@sip", StringComparison.Ordinal);
        var withExtension = invite.Replace(":5061;user=phone SIP", ":5061;ext=2;user=phone SIP", StringComparison.Ordinal);
        Samples.Judge(Samples.Request(withExtension)).User!.Id.Should().Be("two");
    }

    [Fact]
    public void Voicemail_is_asked_for_by_a_parameter()
    {
        var invite = Samples.Invite.Replace(";user=phone SIP", ";user=phone;opaque=app:voicemail SIP", StringComparison.Ordinal);
        Samples.Judge(Samples.Request(invite)).IsForVoicemail.Should().BeTrue();
    }

    [Theory]
    [InlineData("@sip.pstnhub.microsoft.com:5061;user=phone", "@127.0.0.1:5061;user=phone", "host of the Request-URI")]
    [InlineData(";user=phone", "", "user=phone")]
    [InlineData("<sip:+393331234567@sbc.contoso.com>;tag", "<sip:3331234567@sbc.contoso.com>;tag", "plus sign")]
    [InlineData(":5061;transport=tls>", ":5061>;transport=tls", "transport=tls")]
    [InlineData("REFER, NOTIFY", "INFO", "REFER or NOTIFY")]
    public void What_is_only_advised_is_warned_of(string before, string after, string warning)
    {
        Samples.Invite.Should().Contain(before);
        var verdict = Samples.Judge(Samples.Request(Samples.Invite.Replace(before, after, StringComparison.Ordinal)));
        verdict.Refusal.Should().BeNull();
        verdict.Warnings.Should().ContainSingle().Which.Should().Contain(warning);
    }

    [Theory]
    [InlineData("Contact: <sip:sbc.contoso.com:5061;transport=tls>", 0)]
    [InlineData("Record-Route: <sip:sbc.contoso.com;lr>", 0)]
    [InlineData("Contact: <sip:192.0.2.1:5061>", 403)]
    [InlineData("Contact: *", 400)]
    [InlineData("X-None: 1", 400)]
    [InlineData("Contact: <sip:sbc.nobody.example>", 403)]
    public void Options_need_the_name_of_a_known_sbc(string header, int status)
    {
        var head = $"""
            OPTIONS sip:sip.pstnhub.microsoft.com:5061 SIP/2.0
            Via: SIP/2.0/TLS sbc.contoso.com:5061;branch=z9hG4bK1
            From: <sip:sbc.contoso.com:5061>;tag=a
            To: <sip:sip.pstnhub.microsoft.com:5061>
            Call-ID: c
            CSeq: 1 OPTIONS
            Max-Forwards: 70
            {header}
            """;
        var refusal = MicrosoftRules.CheckOptions(
            Samples.Request(head, ""),
            Samples.Peer("sbc.contoso.com", "sbc.nobody.example"),
            Samples.Options.Tenants
        );
        (refusal?.Status ?? 0).Should().Be(status);
    }

    [Fact]
    public void Without_certificate_nobody_is_who_it_says() =>
        MicrosoftRules.Check(Samples.Request(Samples.Invite), null, Samples.Options).Refusal!.Status.Should().Be(403);

    [Theory]
    [InlineData("a=rtcp-mux", "a=sendrecv", "531000")]
    [InlineData("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0", "531052")]
    public void Reoffer_must_not_change_mux_or_leave_a_black_hole(string before, string after, string code)
    {
        var offer = Parse(Samples.Offer);
        var agreed = new AgreedAudio(offer, offer, 0) { RtcpMux = true };
        MicrosoftRules.CheckReoffer(offer, agreed).Should().BeNull();
        MicrosoftRules.CheckReoffer(Parse(Samples.Offer.Replace(before, after, StringComparison.Ordinal)), agreed)!.Code.Should().Be(code);
    }

    [Theory]
    [InlineData("a=crypto:3 ", "a=crypto:2 ", "crypto tag 2")]
    [InlineData("SHA1_80", "SHA1_32", "chooses AES_CM_128_HMAC_SHA1_32")]
    [InlineData("a=crypto", "a=nothing", "0 crypto lines")]
    [InlineData("RTP/SAVP", "RTP/AVP", "not RTP/SAVP")]
    [InlineData("m=video 0", "m=video 4", "takes video")]
    [InlineData("m=video 0 RTP/SAVP 122", "a=x", "1 streams, the offer 2")]
    [InlineData("RTP/SAVP 8 101", "RTP/SAVP 8 8 101", "payload type twice")]
    public void Answer_must_fit_the_offer(string before, string after, string fault)
    {
        const string Head = "v=0\no=- 1 1 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\n";
        var offer = Parse(
            $"{Head}m=audio 4000 RTP/SAVP 8 101\na=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:{Samples.Key}\n"
                + $"a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:{Samples.Key}\nm=video 4002 RTP/SAVP 122\n"
        );
        var answer =
            $"{Head}m=audio 5000 RTP/SAVP 8 101\na=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:{Samples.Key}\nm=video 0 RTP/SAVP 122\n";
        MicrosoftRules.CheckAnswer(offer, Parse(answer)).Should().BeNull();
        answer.Should().Contain(before);
        MicrosoftRules.CheckAnswer(offer, Parse(answer.Replace(before, after, StringComparison.Ordinal))).Should().Contain(fault);
    }

    private static SessionDescription Parse(string text)
    {
        SessionDescription
            .TryParse(System.Text.Encoding.UTF8.GetBytes(text), SdpLimits.Default, out var description, out var error)
            .Should()
            .BeTrue($"{error}");
        return description!;
    }
}
