using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Sip.Tests.Agent;

/// <summary>A line that registers at its provider (RFC 3261 10.2).</summary>
public sealed class RegistrationTests
{
    private readonly AgentBench _bench = new();
    private readonly List<RegistrationState> _states = [];
    private readonly RegistrationSettings _settings = new()
    {
        Registrar = Destination.To(new DestinationHop("198.51.100.7", 5060, TransportProtocol.Udp)),
        RequestUri = "sip:voipco.example",
        AddressOfRecord = "<sip:0212345@voipco.example>",
        ContactUri = "sip:0212345@10.0.0.1:5060",
        Credentials = new Credentials("0212345", "secret"),
    };

    [Fact]
    public void Registers_with_credentials_and_refreshes_in_time()
    {
        var client = Started();
        var first = _bench.Take(SipMethod.Register);
        first.RequestUriText.Should().Be("sip:voipco.example");
        first.Headers.First(HeaderName.Contact).Should().Be("<sip:0212345@10.0.0.1:5060>;expires=3600");
        _bench.Respond(first, 401, headers: "WWW-Authenticate: Digest realm=\"v\",nonce=\"1\",qop=\"auth\"");
        var second = _bench.Take(SipMethod.Register);
        second.CallId.Should().Be(first.CallId);
        second.CSeq.Number.Should().Be(2);
        Grant(second, 600);
        client.State.IsRegistered.Should().BeTrue();
        client.State.Detail.Should().Be("200 OK");
        _bench.Advance(539);
        _bench.NothingSent();
        _bench.Advance(1.1);
        var refresh = _bench.Take(SipMethod.Register);
        refresh.CallId.Should().Be(first.CallId);
        refresh.CSeq.Number.Should().Be(3);
        refresh.Headers.First(HeaderName.Authorization).Should().Contain("nc=00000002");
        Grant(refresh, 600);
        _states.Should().HaveCount(2).And.OnlyContain(s => s.IsRegistered);
    }

    [Fact]
    public void Interval_too_brief_is_raised_at_once()
    {
        Started();
        _bench.Respond(_bench.Take(SipMethod.Register), 423, headers: "Min-Expires: 7200");
        _bench.Take(SipMethod.Register).Headers.First(HeaderName.Expires).Should().Be("7200");
        _states.Should().BeEmpty();
    }

    [Fact]
    public void Failures_are_repeated_with_growing_waits()
    {
        var client = Started();
        var waits = new List<double>();
        var before = _bench.World.Now;
        for (var i = 0; i < 9; i++)
        {
            _bench.Respond(_bench.Take(SipMethod.Register), 403);
            _bench.World.RunUntil(() => _bench.Transport.Sent.Count > 0, TimeSpan.FromHours(1));
            waits.Add(Math.Round((_bench.World.Now - before).TotalSeconds));
            before = _bench.World.Now;
        }
        waits.Should().Equal(15, 30, 60, 120, 240, 480, 900, 900, 900);
        client.State.IsRegistered.Should().BeFalse();
        client.State.Detail.Should().Be("403 Forbidden");
    }

    [Fact]
    public void Retry_After_is_honoured()
    {
        Started();
        _bench.Respond(_bench.Take(SipMethod.Register), 503, headers: "Retry-After: 100");
        _bench.Advance(99);
        _bench.NothingSent();
        _bench.Advance(1.1);
        _bench.Take(SipMethod.Register);
    }

    [Fact]
    public void Failed_refresh_leaves_the_binding_until_it_ends()
    {
        var client = Started();
        Grant(_bench.Take(SipMethod.Register), 120);
        _bench.Advance(60.1);
        _bench.Respond(_bench.Take(SipMethod.Register), 500);
        client.State.IsRegistered.Should().BeTrue();
        _bench.Advance(15.1);
        _bench.Respond(_bench.Take(SipMethod.Register), 500);
        client.State.IsRegistered.Should().BeTrue();
        _bench.Advance(30.1);
        _bench.Respond(_bench.Take(SipMethod.Register), 500);
        client.State.IsRegistered.Should().BeTrue();
        _bench.Advance(60.1);
        _bench.Respond(_bench.Take(SipMethod.Register), 500);
        client.State.IsRegistered.Should().BeFalse();
    }

    [Fact]
    public void Registrar_with_several_addresses_is_failed_over()
    {
        var client = new RegistrationClient(
            _bench.Endpoint,
            _settings with
            {
                Registrar = new Destination([Hop("198.51.100.1"), Hop("198.51.100.2")]),
            },
            () => 0
        );
        Start(client);
        _bench.Advance(6.1);
        _bench
            .Transport.Sent.Select(s => s.Flow.Remote.Address.ToString())
            .Distinct(StringComparer.Ordinal)
            .Should()
            .Equal("198.51.100.1", "198.51.100.2");
        Grant((SipRequest)_bench.Transport.Sent[^1].Message, 600);
        client.State.IsRegistered.Should().BeTrue();
        client.State.Result!.Attempts.Should().ContainSingle();
    }

    [Fact]
    public void Stop_takes_the_binding_away()
    {
        var client = Started();
        Grant(_bench.Take(SipMethod.Register), 600);
        var stopped = _bench.OnLoop(client.StopAsync);
        var last = _bench.Take(SipMethod.Register);
        last.Headers.First(HeaderName.Contact).Should().EndWith(";expires=0");
        _bench.Respond(last, 200);
        _bench.Run();
        stopped.IsCompletedSuccessfully.Should().BeTrue();
        client.State.IsRegistered.Should().BeFalse();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void Stop_without_binding_sends_nothing()
    {
        var client = Started();
        _bench.Take(SipMethod.Register);
        var stopped = _bench.OnLoop(client.StopAsync);
        _bench.NothingSent();
        stopped.IsCompletedSuccessfully.Should().BeTrue();
        _bench.ExpectNothingLeft();
    }

    [Theory]
    [InlineData(3600, 3540)]
    [InlineData(120, 60)]
    [InlineData(60, 30)]
    [InlineData(0, 5)]
    public void Refresh_comes_before_the_binding_ends(int life, int refresh) =>
        RegistrationTimes.RefreshAfter(TimeSpan.FromSeconds(life)).Should().Be(TimeSpan.FromSeconds(refresh));

    private static DestinationHop Hop(string address) => new(address, 5060, TransportProtocol.Udp);

    private void Start(RegistrationClient client) =>
        _bench.OnLoop(() =>
        {
            client.Start();
            return client;
        });

    private RegistrationClient Started()
    {
        var client = new RegistrationClient(_bench.Endpoint, _settings, () => 0);
        client.Changed += _states.Add;
        Start(client);
        return client;
    }

    private void Grant(SipRequest register, int seconds) =>
        _bench.Respond(
            register,
            200,
            headers: ["Contact: <sip:other@192.0.2.1>;expires=77", $"Contact: <sip:0212345@10.0.0.1:5060>;expires={seconds}"]
        );
}
