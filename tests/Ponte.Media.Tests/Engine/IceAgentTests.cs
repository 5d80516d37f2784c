using System.Net;
using Ponte.Media.Control.Model;
using Ponte.Media.Engine;
using Ponte.Media.Sockets;
using Ponte.Media.Stun;
using Ponte.Media.Tests.Stun;

namespace Ponte.Media.Tests.Engine;

public sealed class IceAgentTests
{
    private static readonly IPEndPoint A = Check.Host(1);
    private static readonly IPEndPoint B = Check.Host(2);
    private static readonly IceSettings Settings = new(Check.OurFragment, Check.OurPassword, "peer");

    private readonly byte[] _buffer = new byte[512];
    private readonly IceAgent _agent = new(Settings);
    private TimeSpan _now = TimeSpan.FromSeconds(10);
    private IceVerdict _verdict;

    [Fact]
    public void Right_check_gets_its_address_back_authentic()
    {
        Take(new Check()).Should().Be("200 192.0.2.1:4000 authentic");
        _verdict.Should().Be(IceVerdict.Valid);
        _agent.RtpTarget.IsNone.Should().BeTrue("it nominated nothing");
    }

    [Fact]
    public void Answer_repeats_the_transaction()
    {
        var check = new Check();
        Take(check);
        _buffer[8..20].Should().Equal(check.TransactionId);
    }

    /// <summary>RFC 8489 section 9.1.3: these errors are not authenticated, for there is nobody to authenticate to.</summary>
    [Theory]
    [InlineData(null, Check.OurPassword, "400")]
    [InlineData("ourF:peer", null, "400")]
    [InlineData("ourF:peer", "anotherPasswordOf24Chars", "401")]
    [InlineData("otherF:peer", Check.OurPassword, "401")]
    [InlineData("ourF", Check.OurPassword, "401")]
    [InlineData("ourF:", Check.OurPassword, "401")]
    [InlineData("ourFpeer", Check.OurPassword, "401")]
    [InlineData("our:peer", Check.OurPassword, "401")]
    [InlineData("peer:ourF", Check.OurPassword, "401")]
    public void Wrong_credentials_are_refused(string? userName, string? password, string answer)
    {
        Take(
                new Check
                {
                    UserName = userName,
                    Password = password,
                    Nominates = true,
                }
            )
            .Should()
            .Be(answer);
        _verdict.Should().Be(IceVerdict.Failed);
        _agent.RtpTarget.IsNone.Should().BeTrue();
    }

    [Fact]
    public void Unknown_attributes_that_must_be_understood_are_named()
    {
        Take(new Check { More = [0x7001, 0x0026], Nominates = true }).Should().Be("420 authentic");

        StunMessage.TryParse(_buffer.AsSpan(0, Length), out var answer).Should().BeTrue();
        answer.TryFind(StunAttribute.UnknownAttributes, out var unknown).Should().BeTrue();
        Convert.ToHexString(unknown).Should().Be("70010026");
        _agent.RtpTarget.IsNone.Should().BeTrue();
    }

    [Fact]
    public void Other_unknown_attributes_are_passed_over() =>
        Take(new Check { More = [0x8054, 0x8070, 0xC057] }).Should().Be("200 192.0.2.1:4000 authentic");

    [Fact]
    public void Who_claims_to_be_controlled_is_told_that_we_are()
    {
        Take(new Check { ClaimsOurRole = true, Nominates = true }).Should().Be("487 authentic");
        _agent.RtpTarget.IsNone.Should().BeTrue();
    }

    [Fact]
    public void Check_without_fingerprint_is_answered() =>
        Take(new Check { HasFingerprint = false }).Should().Be("200 192.0.2.1:4000 authentic");

    [Theory]
    [InlineData(StunClass.Indication, IceVerdict.Ignored)]
    [InlineData(StunClass.Success, IceVerdict.Dropped)]
    [InlineData(StunClass.Error, IceVerdict.Dropped)]
    public void What_is_no_request_gets_no_answer(StunClass kind, object verdict)
    {
        Take(new Check { Class = kind, Nominates = true }).Should().Be("");
        _verdict.Should().Be((IceVerdict)verdict);
        _agent.RtpTarget.IsNone.Should().BeTrue();
    }

    [Fact]
    public void Malformed_and_foreign_methods_get_no_answer()
    {
        var cut = new Check().ToBytes()[..^4];
        TakeBytes(cut, A).Should().Be("");
        _verdict.Should().Be(IceVerdict.Dropped);

        var allocate = new Check { HasFingerprint = false }.ToBytes();
        allocate[1] = 3;
        TakeBytes(allocate, A).Should().Be("");
        _verdict.Should().Be(IceVerdict.Dropped);
    }

    [Fact]
    public void Nomination_of_the_agreed_peer_decides()
    {
        Take(new Check { Nominates = true });
        Target.Should().Be(A);
        _agent.RtcpTarget.IsNone.Should().BeTrue("each component has its own");

        TakeBytes(new Check { Nominates = true }.ToBytes(), B, isRtcp: true);
        _agent.RtcpTarget.ToEndPoint().Should().Be(B);
        Target.Should().Be(A);
    }

    [Fact]
    public void Forks_are_answered_and_the_answer_of_the_call_decides_among_their_nominations()
    {
        var agent = new IceAgent(Settings with { RemoteFragment = "" });
        Take(agent, new Check { UserName = "ourF:one", Nominates = true }, A).Should().StartWith("200");
        Take(agent, new Check { UserName = "ourF:two", Nominates = true }, B).Should().StartWith("200");
        agent.RtpTarget.IsNone.Should().BeTrue("nobody answered yet");

        agent.Configure(Settings with { RemoteFragment = "two" });
        agent.RtpTarget.ToEndPoint().Should().Be(B);

        Take(agent, new Check { UserName = "ourF:one", Nominates = true }, A).Should().StartWith("200");
        agent.RtpTarget.ToEndPoint().Should().Be(B, "the other fork has no say");
    }

    [Fact]
    public void Peers_beyond_the_limit_are_answered_and_the_agreed_one_always_has_its_place()
    {
        var agent = new IceAgent(Settings with { RemoteFragment = "" });
        for (var i = 0; i < IceSession.MaximumPeers + 3; i++)
        {
            Take(agent, new Check { UserName = $"ourF:p{i}", Nominates = true }, Check.Host(i + 1)).Should().StartWith("200");
        }
        agent.Configure(Settings with { RemoteFragment = "late" });
        Take(agent, new Check { UserName = "ourF:late", Nominates = true }, B);
        agent.RtpTarget.ToEndPoint().Should().Be(B);
    }

    /// <summary>RFC 8445 section 8.1.1 for peers that nominate all they check (aggressive nomination): the best pair, in whatever order they come.</summary>
    [Theory]
    [InlineData(100u, 200u, 2)]
    [InlineData(200u, 100u, 1)]
    [InlineData(100u, 100u, 2)]
    public void Of_several_nominations_at_once_the_best_counts(uint first, uint second, int wins)
    {
        Take(new Check { Nominates = true, Priority = first });
        Take(_agent, new Check { Nominates = true, Priority = second }, B);
        Target.Should().Be(Check.Host(wins));
    }

    [Fact]
    public void Later_nomination_takes_over_when_the_old_pair_is_not_checked_any_more()
    {
        Take(new Check { Nominates = true, Priority = 200 });
        _now += IcePath.Lead - TimeSpan.FromMilliseconds(1);
        Take(_agent, new Check { Nominates = true, Priority = 100 }, B);
        Target.Should().Be(A);

        _now += TimeSpan.FromMilliseconds(1);
        Take(_agent, new Check { Nominates = true, Priority = 100 }, B);
        Target.Should().Be(B);
    }

    [Fact]
    public void Restart_keeps_the_old_pair_until_the_next_nomination()
    {
        Take(new Check { Nominates = true });
        _agent.Configure(new IceSettings("newF", "newPasswordOf24Letters/+", "peer2"));
        Target.Should().Be(A);
        Take(new Check()).Should().Be("200 192.0.2.1:4000 authentic", "the old pair still asks for consent");

        var check = new Check { UserName = "newF:peer2", Password = "newPasswordOf24Letters/+" };
        Take(_agent, check, B);
        Target.Should().Be(A, "it is not nominated yet");
        Take(_agent, check with { Nominates = true }, B);
        Target.Should().Be(B);

        Take(new Check { Nominates = true }).Should().Be("401", "the old credentials are over");
    }

    [Fact]
    public void Second_restart_before_a_nomination_keeps_the_pair_that_works()
    {
        Take(new Check { Nominates = true });
        _agent.Configure(new IceSettings("newF", "newPasswordOf24Letters/+", "peer2"));
        _agent.Configure(new IceSettings("newG", "newPasswordOf24Letters/+", "peer3"));
        Target.Should().Be(A);
    }

    [Fact]
    public void Unchanged_settings_change_nothing()
    {
        Take(new Check { Nominates = true });
        _agent.Configure(Settings with { });
        Target.Should().Be(A);
    }

    [Fact]
    public void Refusals_are_few_a_second_and_do_not_hinder_the_peer()
    {
        var answered = Enumerable.Range(0, 1000).Count(_ => Take(new Check { UserName = "x:y" }).Length > 0);
        answered.Should().Be(IceAgent.MaximumRefusals);
        Take(new Check()).Should().StartWith("200");

        _now += TimeSpan.FromSeconds(1);
        Take(new Check { UserName = "x:y" }).Should().Be("401");
    }

    [Fact]
    public void Checks_are_authenticated_only_so_often()
    {
        var answered = Enumerable.Range(0, 1000).Count(_ => Take(new Check()).Length > 0);
        answered.Should().Be(IceAgent.MaximumChecks);
        _verdict.Should().Be(IceVerdict.Dropped);

        _now += TimeSpan.FromSeconds(1);
        Take(new Check()).Should().StartWith("200");
    }

    private IPEndPoint Target => _agent.RtpTarget.ToEndPoint();

    private int Length { get; set; }

    private string Take(Check check) => Take(_agent, check, A);

    private string Take(IceAgent agent, Check check, IPEndPoint source) => TakeBytes(check.ToBytes(), source, agent: agent);

    private string TakeBytes(byte[] datagram, IPEndPoint source, bool isRtcp = false, IceAgent? agent = null)
    {
        _verdict = (agent ?? _agent).Take(datagram, isRtcp, PeerAddress.From(source), _now, _buffer, out var length);
        Length = length;
        return length == 0 ? "" : Check.Read(_buffer.AsSpan(0, length));
    }
}
