using System.Net;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Control;
using Ponte.Simulator.Media;
using Ponte.Simulator.Phones;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Simulator.Tests.Control;

namespace Ponte.Simulator.Tests.Phones;

/// <summary>A simulated phone, with the registrar of a simulated carrier in Ponte's place.</summary>
public sealed class PhoneSideTests : IAsyncLifetime
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);
    private static readonly MediaPorts Ports = new(IPAddress.Parse("127.7.0.5"), 22_000, 22_999);

    private readonly CarrierSide _registrar = CarrierSide.Start(
        new CarrierOptions
        {
            Listen = Anywhere,
            Domain = "ponte.example",
            Media = CarrierPair.Ports,
            Accounts = [new CarrierAccount("201-cordless", "vetro-solare", ["201"])],
            ChallengesInvites = true,
        },
        TimeProvider.System
    );

    private PhoneSide _phone = null!;

    public ValueTask InitializeAsync()
    {
        _phone = PhoneSide.Start(Options("vetro-solare"), TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _phone.DisposeAsync();
        await _registrar.DisposeAsync();
        _phone.Faults.Concat(_registrar.Faults).Should().BeEmpty();
        _phone.Violations.Concat(_registrar.Violations).Should().BeEmpty();
    }

    [Fact]
    public async Task Phone_registers_and_unregisters()
    {
        (await _phone.RegisterAsync()).Should().Be(200);
        (await _registrar.IsRegisteredAsync("201-cordless")).Should().BeTrue();
        (await _phone.IsRegisteredAsync()).Should().BeTrue();
        (await _phone.UnregisterAsync()).Should().Be(200);
        (await _registrar.IsRegisteredAsync("201-cordless")).Should().BeFalse();
    }

    [Fact]
    public async Task Phone_refreshes_its_registration_at_half_its_time()
    {
        await _phone.DisposeAsync();
        _phone = PhoneSide.Start(Options("vetro-solare") with { Expires = TimeSpan.FromSeconds(2) }, TimeProvider.System);
        await _phone.RegisterAsync();
        await _registrar.ForgetAsync("201-cordless");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await _registrar.IsRegisteredAsync("201-cordless"))
        {
            await timer.WaitForNextTickAsync(CarrierPair.Patience);
        }
    }

    [Fact]
    public async Task Wrong_password_is_told()
    {
        await using var wrong = PhoneSide.Start(Options("wrong"), TimeProvider.System);
        (await wrong.RegisterAsync()).Should().Be(401);
        (await wrong.IsRegisteredAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Phone_rings_answers_and_is_heard()
    {
        await _phone.RegisterAsync();
        _phone.Behaviour = PartyBehaviour.Answers(700, TimeSpan.Zero);
        var call = _registrar.Number("612").Dial("201", "Ada", 500);
        var ringing = await _phone.RingsAsync(CarrierPair.Patience);
        ringing.CallerName.Should().Be("Ada");
        await call.AnsweredAsync(CarrierPair.Patience);
        await call.Media.HearsAsync(700, cancellationToken: CarrierPair.Patience);
        await ringing.Media.HearsAsync(500, cancellationToken: CarrierPair.Patience);
        call.HangUp();
        await ringing.EndedAsync(CarrierPair.Patience);
        _phone.Missed.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("SIP;cause=200;text=\"Call completed elsewhere\"", false)]
    public async Task Phone_shows_a_missed_call_unless_another_took_it(string? reason, bool missed)
    {
        await _phone.RegisterAsync();
        var call = _registrar.Number("612").Dial("201", "Ada");
        var ringing = await _phone.RingsAsync(CarrierPair.Patience);
        await call.RingsAsync(CarrierPair.Patience);
        call.HangUp(reason);
        await ringing.EndedAsync(CarrierPair.Patience);
        _phone.Missed.Contains(ringing).Should().Be(missed);
    }

    [Fact]
    public async Task Phone_calls_and_answers_the_challenge()
    {
        _registrar.Number("612").Behaviour = PartyBehaviour.Answers(800, TimeSpan.Zero);
        var call = _phone.Dial("612", 500);
        await call.AnsweredAsync(CarrierPair.Patience);
        call.Invite!.CSeq.Number.Should().Be(2, "the first was challenged");
        await call.Media.HearsAsync(800, cancellationToken: CarrierPair.Patience);
        call.HangUp();
        await call.EndedAsync(CarrierPair.Patience);
    }

    [Fact]
    public async Task Phone_is_played_by_commands()
    {
        await using var port = ControlPort.Open(Anywhere, _phone);
        using var client = ControlClient.To(port.Listen);
        (await client.DoAsync("""{"do":"register"}"""))!.GetValue<int>().Should().Be(200);
        (await client.DoAsync("""{"do":"registered"}"""))!.GetValue<bool>().Should().BeTrue();
        await client.DoAsync("""{"do":"behave","status":486}""");
        (await _registrar.Number("612").Dial("201").EndedAsync(CarrierPair.Patience)).Status.Should().Be(486);
        (await client.DoAsync("""{"do":"missed"}"""))!.AsArray().Should().BeEmpty();
        (await client.DoAsync("""{"do":"dial","to":"613","tone":500}"""))!["call"]!.GetValue<int>().Should().Be(2);
        (await client.DoAsync("""{"do":"unregister"}"""))!.GetValue<int>().Should().Be(200);
    }

    [Fact]
    public async Task Phone_runs_as_a_program()
    {
        using var stop = new CancellationTokenSource();
        var output = new StringWriter();
        var running = new PhoneRun { Side = Options("vetro-solare"), Control = Anywhere }.RunAsync(output, TimeProvider.System, stop.Token);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await _registrar.IsRegisteredAsync("201-cordless"))
        {
            await timer.WaitForNextTickAsync(CarrierPair.Patience);
        }
        await stop.CancelAsync();
        await running;
        output.ToString().Should().Contain("phone 201-cordless listens on").And.Contain("control on");
    }

    private PhoneOptions Options(string password) =>
        new()
        {
            Listen = Anywhere,
            Ponte = _registrar.Listen,
            User = "201-cordless",
            Password = password,
            Media = Ports,
        };
}
