using System.Net;
using Ponte.Calls.Tests.Bench;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Sip.Sdp;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Media bypass: ICE-lite toward Teams.</summary>
public sealed class IceTests : CallTests
{
    private static readonly PeerSdp Client = PeerSdp.Teams with { IceFragment = "clientA" };

    public IceTests() =>
        Bench.Director.Teams = Bench.Director.Teams with { Media = Bench.Director.Teams.Media with { IceLite = true, RtcpMux = true } };

    [Fact]
    public void Checks_can_be_answered_before_the_offer_leaves()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();

        var offer = PeerCall.Description(callee.Request);
        offer.IsIceLite.Should().BeTrue();
        offer.Media[0].Candidates.Should().ContainSingle().Which.EndPoint.Should().Be(Bench.Stream(2).Rtp);
        var ours = offer.IceCredentialsOf(offer.Media[0])!;
        var settings = Bench.Stream(2).Settings!;
        settings.Ice.Should().Be(new IceSettings(ours.Fragment, ours.Password, ""));
        settings.Direction.Should().Be(MediaDirection.Inactive);
        End(caller, callee);
    }

    [Fact]
    public void Each_fork_has_its_own_credentials_and_ours_stay()
    {
        var caller = Carrier.Call();
        Carrier.Take(100);
        var callee = Teams.Called();
        var ours = Bench.Stream(2).Settings!.Ice!;
        callee.Responds(183, Client, "a");
        Bench.Stream(2).Settings!.Ice.Should().Be(ours with { RemoteFragment = "clientA" });
        callee.Responds(183, Client with { IceFragment = "clientB", Port = 49180 }, "b");
        Bench.Stream(2).Settings!.Ice.Should().Be(ours with { RemoteFragment = "clientB" });
        caller.TakesRinging();
        callee.Answers(Client, "a");
        Bench.Stream(2).Settings!.Ice.Should().Be(ours with { RemoteFragment = "clientA" });
        caller.TakesAnswer();
        callee.Bye();
        caller.TakesBye();
    }

    [Fact]
    public void Convergence_keeps_our_answer_and_a_restart_changes_our_credentials()
    {
        var (caller, callee, answer) = FromTeams(Client);
        var ours = answer.IceCredentialsOf(answer.Media[0])!;
        Bench.Stream(1).Settings!.Ice.Should().Be(new IceSettings(ours.Fragment, ours.Password, "clientA"));

        var converged = caller.ReinvitesWith(Client with { Version = 2, Address = "198.51.100.99", Port = 50_001 });
        converged.Print().Should().Be(answer.Print());
        Bench.Stream(1).Settings!.Ice!.LocalPassword.Should().Be(ours.Password);

        var restarted = caller.ReinvitesWith(Client with { Version = 3, IceFragment = "processor" });
        var renewed = restarted.IceCredentialsOf(restarted.Media[0])!;
        renewed.Fragment.Should().NotBe(ours.Fragment);
        renewed.Password.Should().NotBe(ours.Password);
        restarted.Media[0].Candidates.Should().Equal(answer.Media[0].Candidates);
        Bench.Stream(1).Settings!.Ice.Should().Be(new IceSettings(renewed.Fragment, renewed.Password, "processor"));
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Peer_without_candidates_is_spoken_to_without_ice()
    {
        var (caller, callee, answer) = FromTeams(PeerSdp.Teams);
        answer.Print().Should().NotContain("ice").And.NotContain("candidate");
        Bench.Stream(1).Settings!.Ice.Should().BeNull();

        var bypass = caller.ReinvitesWith(Client with { Version = 2 });
        bypass.IsIceLite.Should().BeTrue("Teams may turn to bypass later");
        Bench.Stream(1).Settings!.Ice!.RemoteFragment.Should().Be("clientA");
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Restarted_server_goes_on_with_the_same_credentials()
    {
        var (caller, callee, answer) = FromTeams(Client);
        var before = Bench.Stream(1).Settings!.Ice;
        Bench.Director.Taken.Clear();
        Bench.Restart();
        Bench.Stream(1).Settings!.Ice.Should().Be(before);
        caller.ReinvitesWith(Client).Print().Should().Be(answer.Print());
        caller.ReinvitesWith(Client with { Version = 3, IceFragment = "processor" });
        Bench.Stream(1).Settings!.Ice!.LocalFragment.Should().NotBe(before!.LocalFragment, "the secret was journalled");
        caller.Bye();
        callee.TakesBye();
    }

    [Fact]
    public void Nomination_is_noted_and_changes_nothing_in_the_call()
    {
        var (caller, callee, _) = FromTeams(Client);
        Bench.Media.Raise(new PairNominated(Bench.Stream(1).Id, IPEndPoint.Parse("198.51.100.99:5000")));
        Bench.World.Run();
        Bench.Stream(1).Listeners.Should().Equal(Bench.Stream(2).Id);
        caller.Bye();
        callee.TakesBye();
    }

    private (PeerCall Caller, PeerCall Callee, SessionDescription Answer) FromTeams(PeerSdp sdp)
    {
        var caller = Teams.Call(sdp: sdp);
        Teams.Take(100);
        var callee = Carrier.Called();
        callee.Answers(new PeerSdp());
        return (caller, callee, PeerCall.Description(caller.TakesAnswer()));
    }

    private static void End(PeerCall caller, PeerCall callee)
    {
        callee.Refuses(486);
        caller.TakesRefusal(486);
    }
}
