using System.Net;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Sip.Tests.Sdp;

/// <summary>ICE-lite in offer and answer (RFC 8839 section 4, Direct Routing's media bypass).</summary>
public sealed class IceNegotiationTests
{
    private static readonly LocalMedia Local = SdpSamples.Local with { IceSecret = [.. Enumerable.Repeat((byte)9, 32)] };
    private static readonly AudioCapabilities Bypass = SdpSamples.Teams with { IceLite = true };
    private static readonly IceCredentials Ours = IceCredentials.Of(Local.IceSecret.AsSpan(), 0);

    [Fact]
    public void Offer_names_lite_credentials_and_exactly_one_candidate() =>
        AudioNegotiation
            .Offer(Local, Bypass, AudioDirection.SendReceive)
            .Print()
            .Should()
            .Be(
                SdpSamples.Wire(
                    $"""
                    v=0
                    o=- 7 1 IN IP4 192.0.2.10
                    s=-
                    c=IN IP4 192.0.2.10
                    t=0 0
                    a=ice-lite
                    a=ice-options:ice2
                    m=audio 20000 RTP/SAVP 8 0 101
                    a=rtpmap:8 PCMA/8000
                    a=rtpmap:0 PCMU/8000
                    a=rtpmap:101 telephone-event/8000
                    a=fmtp:101 0-16
                    a=ptime:20
                    a=rtcp-mux
                    a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.OurKey}|2^31
                    a=ice-ufrag:{Ours.Fragment}
                    a=ice-pwd:{Ours.Password}
                    a=candidate:1 1 UDP 2130706431 192.0.2.10 20000 typ host
                    a=sendrecv
                    """
                )
            );

    [Fact]
    public void Answer_names_them_too_and_takes_the_peers_credentials()
    {
        var result = Answer(Offer("abcd"));
        result.Answer!.IsIceLite.Should().BeTrue();
        result.Answer.Media[0].Candidates.Should().Equal(IceCandidate.Host(1, Local.Rtp));
        result.Answer.IceCredentialsOf(result.Answer.Media[0]).Should().Be(Ours);
        result.Agreed!.Ice.Should().Be(new AgreedIce(Ours, new IceCredentials("abcd", Password("abcd")), 0));
    }

    [Fact]
    public void Without_a_common_port_RTCP_is_a_component_of_its_own()
    {
        var result = Answer(Offer("abcd", mux: false));
        result
            .Answer!.Media[0]
            .Candidates.Should()
            .Equal(IceCandidate.Host(1, Local.Rtp), IceCandidate.Host(2, IPEndPoint.Parse("192.0.2.10:20001")));
    }

    [Fact]
    public void Refresh_final_candidates_and_hold_leave_ours_as_they_are()
    {
        var first = Answer(Offer("abcd"));
        var refreshed = Answer(Offer("abcd"), first.Agreed);
        refreshed.Answer!.Print().Should().Be(first.Answer!.Print());

        var final = Answer(
            Offer("abcd", more: "a=remote-candidates:1 192.0.2.10 20000\na=candidate:2 1 UDP 99 198.51.100.7 4000 typ srflx"),
            refreshed.Agreed
        );
        final.Answer!.Print().Should().Be(first.Answer.Print(), "the peer only says where it settled");

        var held = Answer(Offer("abcd", more: "a=inactive"), final.Agreed);
        held.Agreed!.Ice.Should().Be(first.Agreed!.Ice);
        held.Answer!.Origin.Version.Should().Be(2);
    }

    [Theory]
    [InlineData("efgh", "efgh")]
    [InlineData("efgh", "abcd")]
    [InlineData("abcd", "efgh")]
    public void Other_credentials_restart_with_new_ones_of_ours(string fragment, string password)
    {
        var first = Answer(Offer("abcd"));
        var second = Answer(Offer(fragment, password), first.Agreed);
        var local = second.Agreed!.Ice!.Local;
        local.Fragment.Should().NotBe(Ours.Fragment);
        local.Password.Should().NotBe(Ours.Password);
        second.Answer!.IceCredentialsOf(second.Answer.Media[0]).Should().Be(local);
        second.Answer.Media[0].Candidates.Should().Equal(IceCandidate.Host(1, Local.Rtp));
        second.Answer.Origin.Version.Should().Be(2);

        Answer(Offer(fragment, password), second.Agreed).Agreed!.Ice.Should().Be(second.Agreed.Ice, "the next refresh restarts nothing");
    }

    [Fact]
    public void Completion_takes_the_credentials_of_each_fork()
    {
        var offer = AudioNegotiation.Offer(Local, Bypass, AudioDirection.SendReceive);
        foreach (var fork in new[] { "fork1", "fork2" })
        {
            var result = AudioNegotiation.Complete(offer, Offer(fork, tag: 1), Local, Bypass);
            result.Agreed!.Ice.Should().Be(new AgreedIce(Ours, new IceCredentials(fork, Password(fork)), 0));
        }
    }

    [Fact]
    public void Our_offers_within_the_call_keep_the_credentials_that_hold()
    {
        var restarted = Answer(Offer("efgh"), Answer(Offer("abcd")).Agreed).Agreed!;
        var held = AudioNegotiation.Reoffer(restarted, AudioDirection.Inactive, HoldStyle.InactiveOnly);
        held.IceCredentialsOf(held.Media[0]).Should().Be(restarted.Ice!.Local);
        held.IsIceLite.Should().BeTrue();
        var changed = AudioNegotiation.Offer(Local, Bypass, AudioDirection.SendReceive, restarted);
        changed.IceCredentialsOf(changed.Media[0]).Should().Be(restarted.Ice.Local);

        var result = AudioNegotiation.Complete(changed, Offer("efgh", tag: 1), Local, Bypass, restarted);
        result.Agreed!.Ice.Should().Be(restarted.Ice);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=ice-ufrag:abcd")]
    [InlineData("a=ice-ufrag:abcd\na=ice-pwd:short")]
    public void Peer_without_credentials_is_spoken_to_without_ice(string lines)
    {
        var result = Answer(SdpSamples.WithMedia(Media() + "\n" + lines));
        result.Agreed!.Ice.Should().BeNull();
        result.Answer!.Print().Should().NotContain("ice").And.NotContain("candidate");

        var offer = AudioNegotiation.Offer(Local, Bypass, AudioDirection.SendReceive);
        AudioNegotiation.Complete(offer, SdpSamples.WithMedia(Media(1) + "\n" + lines), Local, Bypass).Agreed!.Ice.Should().BeNull();
    }

    [Fact]
    public void Another_lite_agent_is_spoken_to_without_ice()
    {
        var lite = Offer("abcd");
        lite = lite with { Lines = lite.Lines.Add(SdpLine.Attribute("ice-lite")) };
        Answer(lite).Agreed!.Ice.Should().BeNull("neither of us would check");
    }

    [Fact]
    public void Peer_that_cannot_use_our_candidate_ends_ice()
    {
        var offer = AudioNegotiation.Offer(Local, Bypass, AudioDirection.SendReceive);
        var result = AudioNegotiation.Complete(offer, Offer("abcd", tag: 1, more: "a=ice-mismatch"), Local, Bypass);
        result.Agreed!.Ice.Should().BeNull();
    }

    [Fact]
    public void Legs_without_bypass_ignore_ice_lines()
    {
        var result = AudioNegotiation.Answer(Offer("abcd"), Local, SdpSamples.Teams, AudioDirection.SendReceive);
        result.Agreed!.Ice.Should().BeNull();
        result.Answer!.Print().Should().NotContain("ice").And.NotContain("candidate");
    }

    [Fact]
    public void IPv6_has_no_bypass()
    {
        var six = Local with { Rtp = IPEndPoint.Parse("[2001:db8::10]:20000") };
        AudioNegotiation.Offer(six, Bypass, AudioDirection.SendReceive).Print().Should().NotContain("ice");
    }

    private static AnswerResult Answer(SessionDescription offer, AgreedAudio? previous = null)
    {
        var result = AudioNegotiation.Answer(offer, Local, Bypass, AudioDirection.SendReceive, previous);
        result.IsAgreed.Should().BeTrue($"{result.Refusal}");
        return result;
    }

    private static SessionDescription Offer(string fragment, string? password = null, bool mux = true, string more = "", int tag = 2) =>
        SdpSamples.WithMedia(
            $"{Media(tag, mux)}\na=ice-ufrag:{fragment}\na=ice-pwd:{Password(password ?? fragment)}\n"
                + $"a=candidate:1 1 UDP 2130706431 198.51.100.7 4000 typ host\n{more}"
        );

    private static string Password(string name) => name + "0123456789012345678901";

    private static string Media(int tag = 2, bool mux = true) =>
        $"m=audio 4000 RTP/SAVP 8 101\na=rtpmap:101 telephone-event/8000\n{(mux ? "a=rtcp-mux\n" : "")}a=crypto:{tag} AES_CM_128_HMAC_SHA1_80 inline:{SdpSamples.TheirKey}";
}
