using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Pbx.Lamps;
using Ponte.Pbx.Tests.Phones;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Routing;

/// <summary>Calls that we make for a user, with the real director and phones.</summary>
public sealed class OriginatingTests : IDisposable
{
    private const string Cordless = "192.0.2.8";
    private const string Colleague = "192.0.2.9";
    private readonly CompanyBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Own_phones_ring_with_the_wanted_name_and_the_number_is_called_as_the_users_call()
    {
        var mario = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        var gaia = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        gaia.IsSecure = true;

        _bench.Dial("201", "202").Should().BeTrue();
        var own = _bench.SentTo(Cordless, SipMethod.Invite).Single();
        (own.From!.DisplayName, own.From.Uri!.User).Should().Be(("Gaia Bianchi", "202"));
        var lamp = _bench.Lamps.Of("mrossi").Should().ContainSingle().Subject;
        (lamp.IsCaller, lamp.Remote.Number).Should().Be((true, "202"));
        _bench.SentTo(Colleague, SipMethod.Invite).Should().BeEmpty();
        mario.Answer();
        var other = _bench.SentTo(Colleague, SipMethod.Invite).Single();
        (other.From!.DisplayName, other.From.Uri!.User).Should().Be(("Mario Rossi", "201"));
        gaia.Answer();

        _bench.Events.OfType<LegsBridged>().Should().ContainSingle();
        _bench.Lamps.Of("gbianchi").Should().ContainSingle().Which.State.Should().Be(LampState.Talking);
        gaia.HangUp();
        mario.Log.Should().Contain("ended");
        _bench.ExpectNothingLeft();
    }

    [Theory]
    [InlineData("250", EndCause.UnknownNumber)]
    [InlineData("*72", EndCause.Forbidden)]
    public void Number_that_would_be_refused_rings_nobody(string number, EndCause cause)
    {
        var mario = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        _bench.Dial("mrossi", number).Should().BeTrue();
        mario.Log.Should().BeEmpty();
        _bench.Events.OfType<CallEnded>().Should().ContainSingle().Which.End.Cause.Should().Be(cause);
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void User_without_a_place_gets_no_call_and_a_stranger_none_either()
    {
        _bench.Dial("mrossi", "0612345678").Should().BeTrue();
        _bench.Events.OfType<CallEnded>().Should().ContainSingle().Which.End.Cause.Should().Be(EndCause.Unreachable);
        _bench.Dial("nobody", "202").Should().BeFalse();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Carrier_is_told_the_users_number()
    {
        var mario = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        _bench.Dial("mrossi", "0612345678");
        mario.Answer();
        _bench.SentTo("198.51.100.7", SipMethod.Invite)[0].From!.Uri!.User.Should().Be("+390212345601");
        mario.HangUp();
    }
}
