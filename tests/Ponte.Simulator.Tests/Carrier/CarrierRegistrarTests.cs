using System.Net;
using Ponte.Simulator.Carrier;
using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Loop;
using Ponte.Sip.Messages;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;

namespace Ponte.Simulator.Tests.Carrier;

/// <summary>The registrar, with the product's own stack as the line that registers.</summary>
public sealed class CarrierRegistrarTests : IAsyncLifetime
{
    private readonly CarrierSide _carrier = CarrierSide.Start(
        new CarrierOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            Domain = "voipco.example",
            Media = CarrierPair.Ports,
            Accounts = [new CarrierAccount("0212345", "secret", ["0212345601"])],
            ChallengesInvites = true,
        },
        TimeProvider.System
    );

    private readonly SipTransport _transport = new(
        new SipTransportOptions
        {
            Listeners =
            [
                new ListenerOptions
                {
                    Name = "line",
                    Protocol = TransportProtocol.Udp,
                    Address = new IPEndPoint(IPAddress.Loopback, 0),
                },
            ],
        }
    );

    private readonly LoopThread _thread = new(0, TimeProvider.System, _ => { });
    private SipNode _node = null!;

    public ValueTask InitializeAsync()
    {
        _transport.Start().Should().BeEmpty();
        var resolver = new SipResolver(
            new DnsClientSource(TimeProvider.System),
            new HostsFile("/dev/null", TimeProvider.System),
            new SipResolverOptions(),
            TimeProvider.System,
            _ => 0
        );
        _node = new SipNode(_transport, resolver, [_thread.Loop], new SipEndpointOptions());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _node.Dispose();
        await _transport.DisposeAsync();
        await _thread.DisposeAsync();
        await _carrier.DisposeAsync();
        _carrier.Faults.Should().BeEmpty();
        _carrier.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task Line_registers_with_the_right_password_and_unregisters()
    {
        (await RegisterAsync("secret", 600)).Status.Should().Be(200);
        (await _carrier.IsRegisteredAsync("0212345")).Should().BeTrue();
        (await RegisterAsync("secret", 0)).Status.Should().Be(200);
        (await _carrier.IsRegisteredAsync("0212345")).Should().BeFalse();
    }

    [Fact]
    public async Task Wrong_password_does_not_register()
    {
        (await RegisterAsync("wrong", 600)).Status.Should().Be(401);
        (await _carrier.IsRegisteredAsync("0212345")).Should().BeFalse();
    }

    [Fact]
    public async Task Call_to_a_number_of_the_account_goes_to_where_it_is_registered()
    {
        await RegisterAsync("secret", 600);
        var call = _carrier.Number("0299999999").Dial("0212345601");
        // The line refuses what it does not know; that it was asked is what counts.
        var end = await call.EndedAsync(CarrierPair.Patience);
        end.Status.Should().Be(480);
        call.Invite!.RequestUriText.Should().StartWith("sip:line@127.0.0.1:");
        await _carrier.ForgetAsync("0212345");
        (await _carrier.Number("0299999999").Dial("0212345601").EndedAsync(CarrierPair.Patience)).Status.Should().Be(503);
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(503, 503)]
    public async Task Health_is_told_by_options(int health, int status)
    {
        _carrier.Health = health;
        var result = await _node
            .Endpoints[0]
            .SendRequestAsync(Request(SipMethod.Options, null), CancellationToken.None)
            .WaitAsync(CarrierPair.Patience);
        result.Status.Should().Be(status);
    }

    private Task<RequestResult> RegisterAsync(string password, int seconds) =>
        _node
            .Endpoints[0]
            .SendRequestAsync(
                Request(SipMethod.Register, new Credentials("0212345", password)) with
                {
                    Headers = [new ExtraHeader("Expires", $"{seconds}")],
                },
                CancellationToken.None
            )
            .WaitAsync(CarrierPair.Patience);

    private OutgoingRequest Request(SipMethod method, Credentials? credentials) =>
        new()
        {
            Method = method,
            Destination = Destination.To(
                new DestinationHop(_carrier.Listen.Address.ToString(), _carrier.Listen.Port, TransportProtocol.Udp)
            ),
            RequestUri = _ => "sip:voipco.example",
            From = "<sip:0212345@voipco.example>",
            To = "<sip:0212345@voipco.example>",
            Contact = $"<sip:line@{_transport.AddressOf("line")}>",
            Credentials = credentials,
        };
}
