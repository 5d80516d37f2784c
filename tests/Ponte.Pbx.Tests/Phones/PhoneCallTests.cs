using System.Text;
using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Phones;

/// <summary>Phones as callers and called: whole calls.</summary>
public sealed class PhoneCallTests : IDisposable
{
    private const string Desk = "192.0.2.7";
    private const string Cordless = "192.0.2.8";
    private const string Colleague = "192.0.2.9";
    private readonly CompanyBench _bench = new();

    [Theory]
    [InlineData(TransportProtocol.Udp)]
    [InlineData(TransportProtocol.Tcp)]
    public void Phone_calls_phone(TransportProtocol protocol)
    {
        var caller = _bench.Phone(Cordless, protocol, "201-cordless", "secret-2x");
        var called = _bench.Phone(Colleague, protocol, "202-desk", "secret-3x");
        called.IsSecure = true;
        caller.Call("202");
        called.Ring();
        caller.Log.Should().Contain("180");
        called.Answer();
        caller.Log.Should().Contain("answered");
        called.Log.Should().Contain("ack");
        caller.HangUp();
        called.Log.Should().Contain("ended");
        var legs = _bench.Events.OfType<LegStarted>().Select(e => (e.Kind, e.Name, e.User)).ToList();
        legs.Should().Equal((LegKind.Phone, "201-cordless", "mrossi"), (LegKind.Phone, "202-desk", "gbianchi"));
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Invite_is_what_the_phone_registered_with_the_caller_as_the_company_knows_it()
    {
        var caller = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.Call("202", "\"Il Direttore\" <sip:+390699999999@pbx.example>");
        var invite = _bench.SentTo(Colleague, SipMethod.Invite).Should().ContainSingle().Subject;
        invite.RequestUriText.Should().Be("sip:202-desk@192.0.2.9:5060;transport=udp;x=%41", "it is the Contact byte for byte");
        invite.From!.ToString().Should().StartWith("\"Mario Rossi\" <sip:201@pbx.example>;tag=");
        invite.Headers.First(HeaderName.PAssertedIdentity).Should().Be("\"Mario Rossi\" <sip:201@pbx.example>");
        invite.To!.UriText.Should().Be("sip:202@pbx.example");
    }

    [Theory]
    [InlineData("<sip:+390212345601@pbx.example>", "+390212345601")] // the user's own direct number
    [InlineData("<sip:201@pbx.example>", "201")]
    [InlineData("<sip:202@pbx.example>", "201")] // another's
    public void Phone_shows_one_of_its_users_numbers(string from, string number)
    {
        var caller = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.Call("202", from);
        _bench.SentTo(Colleague, SipMethod.Invite).Single().From!.Uri!.User.Should().Be(number);
    }

    [Fact]
    public void Phone_may_withhold_its_number()
    {
        var caller = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.Call("202", null, "Privacy: id");
        var invite = _bench.SentTo(Colleague, SipMethod.Invite).Single();
        invite.ToString().Should().NotContain("201@").And.NotContain("201-").And.NotContain("Mario");
        invite.Headers.First(HeaderName.Privacy).Should().Be("id");
    }

    [Fact]
    public void Call_over_UDP_is_asked_for_the_password_and_one_over_a_proven_connection_is_not()
    {
        var datagrams = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        var connection = _bench.Phone(Colleague, TransportProtocol.Tls, "202-desk", "secret-3x");
        datagrams.Call("999");
        connection.Call("999");
        Challenges(Cordless).Should().Be(1);
        Challenges(Colleague).Should().Be(0);
    }

    [Fact]
    public void Connection_of_a_phone_proves_no_other_account()
    {
        var phone = _bench.Phone(Colleague, TransportProtocol.Tcp, "202-desk", "secret-3x");
        phone.Password = "";
        phone.Call("201", "<sip:201-desk@pbx.example>");
        _bench.Events.OfType<LegStarted>().First().Name.Should().Be("202-desk", "the connection is that account's");
    }

    [Theory]
    [InlineData("201-desk", "wrong")]
    [InlineData("999-desk", "wrong")]
    [InlineData("201-desk", "")]
    public void Stranger_does_not_call(string user, string password)
    {
        var stranger = new SoftPhone(_bench.World, "198.51.100.66", TransportProtocol.Udp, user, password);
        stranger.Call("202");
        stranger.Log.Should().Equal(password.Length == 0 ? "failed 407" : "failed 403");
        _bench.Events.Should().BeEmpty();
        _bench.ExpectNothingLeft();
    }

    /// <summary>A phone and a line may have one address: both behind a NAT, or on one machine.</summary>
    [Fact]
    public void Phone_at_the_address_of_a_line_is_a_phone_and_has_to_prove_it()
    {
        var phone = _bench.Phone("198.51.100.7", TransportProtocol.Udp, "201-cordless", "secret-2x");
        _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        phone.Call("202");
        _bench.Events.OfType<LegStarted>().First().Kind.Should().Be(LegKind.Phone);
        Challenges("198.51.100.7").Should().Be(1);
    }

    [Fact]
    public void Every_place_of_every_registered_device_rings()
    {
        _bench.Places("mrossi").Should().BeEmpty();
        _bench.Phone(Desk, TransportProtocol.Udp, "201-desk", "secret-1x");
        new SoftPhone(_bench.World, Cordless, TransportProtocol.Udp, "201-desk", "secret-1x").Register();
        _bench.Phone(Colleague, TransportProtocol.Udp, "201-cordless", "secret-2x");
        var places = _bench.Places("mrossi");
        places.Select(p => p.Device).Should().Equal("201-cordless", "201-desk");
        places[1].Peers.Should().BeEquivalentTo($"{Desk}:5060", $"{Cordless}:5060");
    }

    [Fact]
    public void All_phones_of_a_user_ring_together_and_one_answers()
    {
        var desk = _bench.Phone(Desk, TransportProtocol.Udp, "201-desk", "secret-1x");
        var cordless = _bench.Phone(Cordless, TransportProtocol.Tcp, "201-cordless", "secret-2x");
        var caller = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.IsSecure = true;
        caller.Call("201");
        desk.Ring();
        cordless.Ring();
        cordless.Answer();
        caller.Log.Should().Contain("answered");
        desk.Log.Should().Contain("cancelled SIP;cause=200;text=\"Call completed elsewhere\"");
        cordless.HangUp();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Connection_that_ends_while_its_phone_rings_leaves_the_others_ringing()
    {
        var desk = _bench.Phone(Desk, TransportProtocol.Udp, "201-desk", "secret-1x");
        var cordless = _bench.Phone(Cordless, TransportProtocol.Tcp, "201-cordless", "secret-2x");
        var caller = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.IsSecure = true;
        caller.Call("201");
        cordless.Ring();
        cordless.Transport.CloseAll("unplugged");
        _bench.World.Run();
        desk.Answer();
        caller.Log.Should().Contain("answered");
        desk.HangUp();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void User_whose_phones_are_not_registered_cannot_be_reached()
    {
        var caller = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.IsSecure = true;
        caller.Call("201");
        caller.Log.Should().Equal("failed 480");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Phone_whose_connection_ended_is_not_called_and_none_is_opened_to_it()
    {
        var called = _bench.Phone(Desk, TransportProtocol.Tcp, "201-desk", "secret-1x");
        var caller = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.IsSecure = true;
        called.Transport.CloseAll("unplugged");
        _bench.World.Run();
        caller.Call("201");
        caller.Log.Should().Equal("failed 480");
        _bench.Transport.Opened.Should().Be(0);
    }

    [Fact]
    public void Phone_that_moves_to_a_new_connection_in_a_call_is_reached_there()
    {
        var called = _bench.Phone(Desk, TransportProtocol.Tcp, "201-desk", "secret-1x");
        var caller = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.IsSecure = true;
        caller.Call("201");
        called.Answer();
        called.Transport.CloseAll("moved to Wi-Fi");
        _bench.World.Run();
        called.Register();
        caller.HangUp();
        called.Log.Should().Contain("ended");
        _bench.Transport.Opened.Should().Be(0);
        _bench.ExpectNothingLeft();
    }

    /// <summary>Its setting, else what its connection is.</summary>
    [Theory]
    [InlineData("201-desk", "secret-1x", TransportProtocol.Udp, false)]
    [InlineData("201-desk", "secret-1x", TransportProtocol.Tls, true)]
    [InlineData("201-cordless", "secret-2x", TransportProtocol.Tls, false)] // srtp: off
    public void Media_is_encrypted_as_the_device_is_set(string login, string password, TransportProtocol protocol, bool isSecure)
    {
        _bench.Phone(Desk, protocol, login, password);
        var caller = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.IsSecure = true;
        caller.Call("201");
        var sdp = Encoding.ASCII.GetString(_bench.SentTo(Desk, SipMethod.Invite).Single().Body.Span);
        sdp.Contains("RTP/SAVP", StringComparison.Ordinal).Should().Be(isSecure);
        sdp.Contains("a=crypto", StringComparison.Ordinal).Should().Be(isSecure);
    }

    [Fact]
    public void Device_that_must_encrypt_is_refused_without()
    {
        _bench.Phone(Desk, TransportProtocol.Udp, "201-desk", "secret-1x");
        var caller = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.Call("201");
        caller.Log.Should().Equal("failed 488");
    }

    [Fact]
    public void Phone_calls_a_line_and_is_called_by_it()
    {
        var carrier = new SoftPhone(_bench.World, "198.51.100.7", TransportProtocol.Udp, "carrier");
        var phone = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        phone.Call("0612345678");
        carrier.Answer();
        phone.Log.Should().Contain("answered");
        phone.HangUp();
        carrier.Log.Should().Contain("ended");

        carrier.Call("+390212345601", "\"Ada Neri\" <sip:0612345678@carrier.example>");
        phone.Answer();
        _bench
            .SentTo(Cordless, SipMethod.Invite)
            .Single()
            .From!.ToString()
            .Should()
            .StartWith("\"Ada Neri\" <sip:+390612345678@pbx.example>");
        carrier.HangUp();
        _bench.ExpectNothingLeft();
    }

    [Theory]
    [InlineData(TransportProtocol.Udp)]
    [InlineData(TransportProtocol.Tcp)]
    public void Exchange_that_registers_is_called_where_it_is_and_known_by_it(TransportProtocol protocol)
    {
        var exchange = _bench.Phone("10.0.0.5", protocol, "oldpbx", "trunk-secret");
        var phone = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        phone.Call("7001");
        _bench
            .SentTo("10.0.0.5", SipMethod.Invite)
            .Single()
            .RequestUriText.Should()
            .Be($"sip:7001@10.0.0.5:5060;transport={protocol.UriName()};x=%41");
        exchange.Answer();
        phone.HangUp();
        exchange.Log.Should().Contain("ended");

        exchange.Password = "";
        exchange.Call("201", "<sip:7001@10.0.0.5>");
        phone.Answer();
        exchange.Log.Should().Contain("answered", "it is known by where it registered from");
        exchange.HangUp();
        _bench.ExpectNothingLeft();
        _bench.Transport.Opened.Should().Be(0);
    }

    [Fact]
    public void Exchange_that_is_not_registered_is_a_line_that_is_down()
    {
        var phone = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        phone.Call("7001");
        phone.Log.Should().ContainSingle().Which.Should().StartWith("failed 5");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Call_goes_by_the_Path_of_the_registration()
    {
        var called = new SoftPhone(_bench.World, Desk, TransportProtocol.Udp, "201-desk", "secret-1x");
        called.Register("Supported: path", "Path: <sip:edge.example;lr;x=%41>");
        var caller = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        caller.IsSecure = true;
        caller.Call("201");
        _bench.SentTo(Desk, SipMethod.Invite).Single().Headers.First(HeaderName.Route).Should().Be("<sip:edge.example;lr;x=%41>");
    }

    [Fact]
    public void A_call_that_nobody_answers_goes_on_to_whom_the_short_code_said_and_is_told_who_forwarded()
    {
        var called = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        called.Call("*61*202");
        _bench.People.Of("mrossi").ForwardNoAnswer.Should().Be("202");
        _bench.World.Advance(TimeSpan.FromSeconds(30)); // the confirmation is heard, and the call is over
        var colleague = new SoftPhone(_bench.World, Colleague, TransportProtocol.Udp, "202-desk", "secret-3x") { IsSecure = true };
        colleague.Register();
        var carrier = new SoftPhone(_bench.World, "198.51.100.7", TransportProtocol.Udp, "carrier");

        carrier.Call("+390212345601", "\"Ada Neri\" <sip:0612345678@carrier.example>");
        _bench.World.Advance(TimeSpan.FromSeconds(19));
        _bench.SentTo(Colleague, SipMethod.Invite).Should().BeEmpty();
        _bench.World.Advance(TimeSpan.FromSeconds(2));

        _bench.SentTo(Cordless, SipMethod.Cancel).Should().ContainSingle();
        var invite = _bench.SentTo(Colleague, SipMethod.Invite).Should().ContainSingle().Subject;
        invite.From!.DisplayName.Should().Be("Ada Neri");
        invite
            .Headers.First(HeaderName.Diversion)
            .Should()
            .StartWith("\"Mario Rossi\" <sip:+390212345601@")
            .And.Contain("reason=no-answer");
        colleague.Answer();
        carrier.Log.Should().Contain("answered");
        carrier.HangUp();
        _bench.ExpectNothingLeft();
    }

    public void Dispose() => _bench.Dispose();

    private int Challenges(string address) =>
        _bench.World.Network.Packets.Count(p => CompanyBench.IsTo(p, address) && p.Message is SipResponse { StatusCode: 407 });
}
