using System.Net;
using Ponte.Calls.Model;
using Ponte.Calls.Node;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Commands;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp;
using Ponte.Sip.Sdp.Negotiation;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Changes of a call that is up: hold, refresh, new addresses. Each leg answers its own; the other leg hears nothing of it.</summary>
public sealed class HoldTests : CallTests
{
    [Theory]
    [InlineData("inactive", "198.51.100.7", AudioDirection.Inactive)]
    [InlineData("sendonly", "198.51.100.7", AudioDirection.ReceiveOnly)]
    [InlineData("sendrecv", "0.0.0.0", AudioDirection.ReceiveOnly)]
    [InlineData("inactive", "0.0.0.0", AudioDirection.Inactive)]
    public void Line_holds_and_comes_back(string direction, string address, AudioDirection answered)
    {
        var (caller, callee) = Bench.Established();
        var offer = new PeerSdp
        {
            Version = 2,
            Direction = direction,
            Address = address,
        };
        var answer = caller.ReinvitesWith(offer);
        answer.DirectionOf(answer.Media[0]).Should().Be(answered);
        answer.Media[0].Port.Should().Be(40000);
        answer.Origin.Version.Should().Be(2, "the body changed");
        Teams.TakesNothing();
        var line = Bench.Stream(1);
        line.Settings!.Direction.Should().Be((MediaDirection)answered);
        line.Settings.SilenceTimeout.Should().Be(TimeSpan.Zero, "a held leg may be silent");
        line.Settings.RemoteRtp.Should().Be(IPEndPoint.Parse("198.51.100.7:20000"), "0.0.0.0 is no address to send to");
        Bench.Stream(2).Tone!.Tone.Should().Be(ToneKind.Hold);
        Bench.Stream(2).Settings!.Direction.Should().Be(MediaDirection.SendReceive);
        Bench.Node.Calls.Single().Legs[0].State.Should().Be(LiveLegState.Held);

        answer = caller.ReinvitesWith(new PeerSdp { Version = 3 });
        answer.DirectionOf(answer.Media[0]).Should().Be(AudioDirection.SendReceive);
        answer.Origin.Version.Should().Be(3);
        Bench.Stream(2).Tone.Should().BeNull();
        Bench.Stream(1).Settings!.SilenceTimeout.Should().Be(TimeSpan.FromSeconds(30));
        Teams.TakesNothing();
        Bench.Sink.Story().Should().ContainInOrder("LegsBridged", "LegHeld 1 True", "LegHeld 1 False");
        End(caller, callee);
    }

    [Fact]
    public void Hold_of_a_call_in_a_codec_without_tones_is_silent_and_the_call_goes_on()
    {
        var g729 = new AudioCapabilities { Codecs = [new CodecOffer("G729", 8000, 18)] };
        Bench.Director.Carrier = Bench.Director.Carrier with { Media = g729 };
        Bench.Director.Teams = Bench.Director.Teams with { Media = g729 with { Srtp = SrtpUse.Required } };
        (int, string)[] formats = [(18, "G729/8000")];
        Carrier.Sdp = () => new PeerSdp { Formats = formats };
        Teams.Sdp = () => PeerSdp.Teams with { Formats = formats };
        var (caller, callee) = Bench.Established();
        caller.ReinvitesWith(
            new PeerSdp
            {
                Formats = formats,
                Version = 2,
                Direction = "inactive",
            }
        );
        Bench.Media.Refusals.Should().ContainSingle().Which.Command.Should().BeOfType<PlayTone>();
        Bench.Media.Refusals.Clear();
        Bench.Node.Calls.Single().Legs.Should().HaveCount(2);
        End(caller, callee);
    }

    [Fact]
    public void Music_of_the_line_takes_the_place_of_the_hold_tone_and_the_tone_that_of_music_that_cannot_be_read()
    {
        Bench.Director.Teams = Bench.Director.Teams with { HoldMusic = "/music/spring.wav" };
        var (caller, callee) = Bench.Established();
        caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "inactive" });
        var listener = Bench.Stream(2);
        listener.Tone.Should().BeNull();
        listener.Playing!.Sources.Should().Equal(new FileSource("/music/spring.wav"));
        listener.Playing.Loop.Should().BeTrue();
        caller.ReinvitesWith(new PeerSdp { Version = 3 });
        listener.Playing.Should().BeNull();

        caller.ReinvitesWith(new PeerSdp { Version = 4, Direction = "inactive" });
        var number = listener.Playing!.Playback;
        Bench.Media.Raise(new PlaybackEnded(listener.Id, number - 1, PlaybackEnd.FileError, TimeSpan.Zero, "an older one"));
        Bench.World.Run();
        listener.Tone.Should().BeNull();
        Bench.Media.Raise(new PlaybackEnded(listener.Id, number, PlaybackEnd.FileError, TimeSpan.Zero, "it is gone"));
        Bench.World.Run();
        listener.Tone!.Tone.Should().Be(ToneKind.Hold);
        caller.ReinvitesWith(new PeerSdp { Version = 5 });
        listener.Tone.Should().BeNull();
        caller.ReinvitesWith(new PeerSdp { Version = 6, Direction = "inactive" });
        listener.Tone!.Tone.Should().Be(ToneKind.Hold, "what could not be read is not tried again in this call");
        End(caller, callee);
    }

    [Fact]
    public void Teams_holds_by_inactive_and_comes_back_without_an_attribute()
    {
        var (caller, callee) = Bench.Established();
        var before = Bench.Stream(2).Settings!;
        var answer = callee.ReinvitesWith(PeerSdp.Teams with { Version = 2, Direction = "inactive" });
        answer.DirectionOf(answer.Media[0]).Should().Be(AudioDirection.Inactive);
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Hold);
        Bench.Stream(2).Settings!.SendKey.Should().Be(before.SendKey, "a new key would restart the rollover counter");
        Carrier.TakesNothing();
        answer = callee.ReinvitesWith(PeerSdp.Teams with { Version = 3 });
        answer.DirectionOf(answer.Media[0]).Should().Be(AudioDirection.SendReceive);
        Bench.Stream(1).Tone.Should().BeNull();
        Bench.Stream(2).Settings!.SendKey.Should().Be(before.SendKey);
        Bench.Stream(2).Settings!.ReceiveKey.Should().Be(before.ReceiveKey);
        End(caller, callee);
    }

    [Fact]
    public void Music_of_the_holder_takes_the_tones_place()
    {
        var (caller, callee) = Bench.Established();
        caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "sendonly" });
        Bench.Stream(2).Tone!.UntilAudioFrom.Should().Be(Bench.Stream(1).Id);
        caller.ReinvitesWith(new PeerSdp { Version = 3, Direction = "inactive" });
        Bench.Stream(2).Tone!.UntilAudioFrom.Should().BeNull("nothing comes from an inactive leg");
        End(caller, callee);
    }

    [Fact]
    public void Both_hold_and_one_comes_back()
    {
        var (caller, callee) = Bench.Established();
        caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "inactive" });
        callee.ReinvitesWith(PeerSdp.Teams with { Version = 2, Direction = "inactive" });
        Bench.Stream(1).Tone.Should().BeNull("it takes no audio");
        Bench.Stream(2).Tone.Should().BeNull("it takes no audio");
        caller.ReinvitesWith(new PeerSdp { Version = 3 });
        Bench.Stream(1).Tone!.Tone.Should().Be(ToneKind.Hold);
        Bench.Stream(2).Tone.Should().BeNull();
        callee.ReinvitesWith(PeerSdp.Teams with { Version = 3 });
        Bench.Stream(1).Tone.Should().BeNull();
        End(caller, callee);
    }

    [Fact]
    public void Reinvite_without_SDP_gets_our_offer_and_takes_the_call_back()
    {
        var (caller, callee) = Bench.Established();
        caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "inactive" });
        var offer = caller.ReinvitesWith(null, inAck: new PeerSdp { Version = 3, Port = 20010 });
        offer.DirectionOf(offer.Media[0]).Should().Be(AudioDirection.SendReceive);
        Bench.Stream(1).Settings!.RemoteRtp!.Port.Should().Be(20010);
        Bench.Stream(2).Tone.Should().BeNull();
        Bench.Sink.Story().Should().ContainInOrder("LegHeld 1 True", "LegHeld 1 False");
        End(caller, callee);
    }

    [Fact]
    public void Refresh_is_answered_with_the_same_SDP()
    {
        var (caller, callee) = Bench.Established();
        var commands = Bench.Media.Commands.Count;
        var first = caller.ReinvitesWith(caller.Sdp);
        caller.ReinvitesWith(caller.Sdp).Should().Be(first);
        first.Origin.Version.Should().Be(1);
        var offered = PeerCall.Description(callee.Request);
        callee.ReinvitesWith(callee.Sdp).Print().Should().Be(offered.Print(), "Microsoft sees the SDP of the whole call unchanged");
        Bench.Media.Commands.Count.Should().Be(commands, "a refresh changes no media");
        End(caller, callee);
    }

    [Fact]
    public void Refresh_by_UPDATE_needs_no_SDP()
    {
        var (caller, callee) = Bench.Established();
        caller.Sends(SipMethod.Update);
        Carrier.Take(200).Body.IsEmpty.Should().BeTrue();
        Teams.TakesNothing();
        End(caller, callee);
    }

    [Fact]
    public void Hold_by_UPDATE_is_hold()
    {
        var (caller, callee) = Bench.Established();
        caller.Sends(SipMethod.Update, new PeerSdp { Version = 2, Direction = "inactive" });
        var answer = PeerCall.Description(Carrier.Take(200));
        answer.DirectionOf(answer.Media[0]).Should().Be(AudioDirection.Inactive);
        Bench.Stream(2).Tone!.Tone.Should().Be(ToneKind.Hold);
        End(caller, callee);
    }

    [Fact]
    public void Peer_that_moves_its_media_is_followed_without_touching_the_other_leg()
    {
        var (caller, callee) = Bench.Established();
        var other = Bench.Stream(2).Configurations;
        caller.ReinvitesWith(
            new PeerSdp
            {
                Version = 2,
                Address = "198.51.100.99",
                Port = 30000,
            }
        );
        Bench.Stream(1).Settings!.RemoteRtp.Should().Be(IPEndPoint.Parse("198.51.100.99:30000"));
        Bench.Stream(2).Configurations.Should().Be(other);
        Teams.TakesNothing();
        End(caller, callee);
    }

    [Fact]
    public void New_key_of_the_peer_is_taken_and_ours_stays()
    {
        var (caller, callee) = Bench.Established();
        var ours = Bench.Stream(2).Settings!.SendKey;
        var other = "OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEw";
        callee.ReinvitesWith(PeerSdp.Teams with { Version = 2, Crypto = $"1 AES_CM_128_HMAC_SHA1_80 inline:{other}|2^31|1:1" });
        var settings = Bench.Stream(2).Settings!;
        Convert.ToBase64String(settings.ReceiveKey!.KeyAndSalt.AsSpan()).Should().Be(other);
        settings.ReceiveKey.Mki.Should().Equal(1);
        settings.SendKey.Should().Be(ours);
        End(caller, callee);
    }

    [Fact]
    public void Codec_that_the_other_leg_has_not_is_refused_and_the_call_goes_on()
    {
        var (caller, callee) = Bench.Established();
        var before = Bench.Stream(1).Settings;
        caller.ReinvitesInVain(new PeerSdp { Version = 2, Formats = [(9, "G722/8000")] }, 488);
        Bench.Stream(1).Settings.Should().Be(before);
        caller.ReinvitesWith(new PeerSdp { Version = 3, Direction = "inactive" }).Media[0].Formats.Should().Equal("8", "0", "101");
        End(caller, callee);
    }

    [Fact]
    public void Codec_of_one_leg_alone_is_let_in_by_a_reinvite_where_it_is_the_only_one()
    {
        var caller = Carrier.Call(sdp: new PeerSdp { Formats = [(8, "PCMA/8000")] });
        Carrier.Take(100);
        var callee = Teams.Called();
        callee.Answers(PeerSdp.Teams with { Formats = [(8, "PCMA/8000")] });
        caller.TakesAnswer();
        caller.ReinvitesWith(new PeerSdp { Version = 2 }).Media[0].Formats.Should().Equal("8");
        caller.ReinvitesWith(new PeerSdp { Version = 3, Formats = [(0, "PCMU/8000")] }).Media[0].Formats.Should().Equal("0");
        Teams.TakesNothing();
        End(caller, callee);
    }

    [Fact]
    public void Unreadable_SDP_in_a_reinvite_gets_400_and_the_call_goes_on()
    {
        var (caller, callee) = Bench.Established();
        caller.ReinvitesInVain(new PeerSdp { Address = "no address at all" }, 400);
        End(caller, callee);
    }

    [Fact]
    public void ACK_without_answer_after_our_offer_ends_the_call()
    {
        var (caller, callee) = Bench.Established();
        caller.ReinvitesWith(null);
        caller.TakesBye();
        callee.TakesBye();
        Bench.End.Cause.Should().Be(EndCause.ProtocolError);
    }

    [Fact]
    public void Silence_of_a_held_leg_ends_nothing()
    {
        var (caller, callee) = Bench.Established();
        caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "inactive" });
        Bench.Media.Raise(new Ponte.Media.Control.Events.StreamSilent(Bench.Stream(1).Id, TimeSpan.FromSeconds(30)));
        Bench.World.Run();
        Bench.Node.Calls.Should().HaveCount(1);
        End(caller, callee);
    }

    [Fact]
    public void Hold_during_the_journals_life_is_journalled()
    {
        var (caller, callee) = Bench.Established();
        var saves = Bench.Journal.Saves;
        caller.ReinvitesWith(new PeerSdp { Version = 2, Direction = "inactive" });
        Bench.Journal.Saves.Should().BeGreaterThan(saves);
        Bench.Journal.Load().Single().Legs[0].Agreed.IsHeldByPeer.Should().BeTrue();
        End(caller, callee);
    }

    [Theory]
    [InlineData(SipMethod.Info, 200)]
    [InlineData(SipMethod.Notify, 501)]
    public void Other_requests_in_the_call_are_answered_and_change_nothing(SipMethod method, int status)
    {
        var (caller, callee) = Bench.Established();
        caller.Sends(method, null, "Event: x", "Subscription-State: active");
        Carrier.Take(status);
        Teams.TakesNothing();
        End(caller, callee);
    }

    private static void End(PeerCall caller, PeerCall callee)
    {
        caller.Bye();
        callee.TakesBye();
    }
}
