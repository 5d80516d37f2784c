using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Ponte.Media.Metering;
using Ponte.Simulator.Calls;
using Ponte.Simulator.Carrier;
using Ponte.Simulator.Control;
using Ponte.Simulator.Microsoft;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Simulator.Tests.Microsoft;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Tests.Control;

public sealed class ControlPortTests
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task Call_is_played_by_commands()
    {
        await using var pair = CarrierPair.Start();
        await using var near = ControlPort.Open(Anywhere, pair.Near);
        await using var far = ControlPort.Open(Anywhere, pair.Far);
        using var caller = ControlClient.To(near.Listen);
        using var called = ControlClient.To(far.Listen);
        await called.DoAsync("""{"do":"behave","number":"1"}""");
        var dialled = await caller.DoAsync("""{"do":"dial","from":"2","to":"1","name":"Ada","tone":440}""");
        dialled!["call"]!.GetValue<int>().Should().Be(1);
        var ringing = await pair.Far.Number("1").RingsAsync(CarrierPair.Patience);
        ringing.CallerName.Should().Be("Ada");

        var answered = await called.DoAsync("""{"do":"answer","call":1,"tone":800}""");
        answered!["phase"]!.GetValue<string>().Should().Be("talking");
        var heard = await caller.DoAsync("""{"do":"hear","call":1,"tone":800,"seconds":0.5}""");
        heard!["presence"]!.GetValue<double>().Should().BeGreaterThan(0.5);
        (await caller.DoAsync("""{"do":"hold","call":1,"kind":"sendonly"}"""))!["status"]!.GetValue<int>().Should().Be(200);
        (await called.DoAsync("""{"do":"calls"}"""))![0]!["held"]!.GetValue<bool>().Should().BeTrue();
        (await caller.DoAsync("""{"do":"retrieve","call":1}"""))!["status"]!.GetValue<int>().Should().Be(200);
        (await caller.DoAsync("""{"do":"refresh","call":1}"""))!["status"]!.GetValue<int>().Should().Be(200);
        await caller.DoAsync("""{"do":"tone","call":1,"tone":500}""");
        await caller.DoAsync("""{"do":"digits","call":1,"digits":"12"}""");
        (await caller.DoAsync("""{"do":"media","call":1}"""))!["faults"]!.GetValue<string>().Should().BeEmpty();
        (await caller.DoAsync("""{"do":"hangup","call":1}"""))!["ending"]!["answered"]!.GetValue<bool>().Should().BeTrue();
        await ringing.EndedAsync(CarrierPair.Patience);
        (await called.DoAsync("""{"do":"calls"}"""))![0]!["phase"]!.GetValue<string>().Should().Be("ended");
        (await caller.DoAsync("""{"do":"violations"}"""))!.AsArray().Should().BeEmpty();
        (await caller.DoAsync("""{"do":"messages","count":3}"""))!.AsArray().Should().HaveCount(3);
        (await caller.DoAsync("""{"do":"help"}"""))!.AsObject().Should().ContainKeys("dial", "answer");
    }

    [Fact]
    public async Task What_is_spoken_at_one_end_is_listened_to_at_the_other()
    {
        await using var pair = CarrierPair.Start();
        await using var near = ControlPort.Open(Anywhere, pair.Near);
        await using var far = ControlPort.Open(Anywhere, pair.Far);
        using var caller = ControlClient.To(near.Listen);
        using var called = ControlClient.To(far.Listen);
        await called.DoAsync("""{"do":"behave","number":"1","answerAfter":0}""");
        await caller.DoAsync("""{"do":"dial","from":"2","to":"1"}""");
        var ringing = await pair.Far.Number("1").RingsAsync(CarrierPair.Patience);
        await ringing.AnsweredAsync(CarrierPair.Patience);

        var meter = new ToneMeter(1000, 8000);
        for (var i = 0; i < 50; i++)
        {
            // What comes from there, silence, is the clock of what goes there.
            var silence = Samples(await caller.DoAsync("""{"do":"listen","call":1}"""));
            var tone = Enumerable.Range(0, silence.Length).Select(t => (short)(8000 * Math.Sin(2 * Math.PI * t / 8)));
            await caller.DoAsync($$"""{"do":"speak","call":1,"audio":"{{Text([.. tone])}}"}""");
            meter.Add(Samples(await called.DoAsync("""{"do":"listen","call":1}""")));
        }

        meter.Report().ToneFrames.Should().BeGreaterThan(25);
        await caller.DoAsync("""{"do":"hangup","call":1}""");
        await ringing.EndedAsync(CarrierPair.Patience);
        Samples(await called.DoAsync("""{"do":"listen","call":1}""")).Length.Should().BeLessThanOrEqualTo(2400, "no more than what waited");
        Samples(await called.DoAsync("""{"do":"listen","call":1}""")).Should().BeEmpty("the call is over");
        (await called.SendAsync("""{"do":"speak","call":1,"audio":"AAA="}"""))["ok"]!.GetValue<bool>().Should().BeTrue();
        (await called.SendAsync("""{"do":"speak","call":1,"audio":"x"}"""))["ok"]!.GetValue<bool>().Should().BeFalse();
    }

    private static string Text(short[] samples) => Convert.ToBase64String(MemoryMarshal.AsBytes(samples.AsSpan()));

    private static short[] Samples(JsonNode? audio) =>
        MemoryMarshal.Cast<byte, short>(Convert.FromBase64String(audio!.GetValue<string>())).ToArray();

    [Theory]
    [InlineData("""{"do":"behave","number":"1","status":486}""", 486)]
    [InlineData("""{"do":"behave","number":"1","answerAfter":0,"tone":400,"hangUpAfter":0.1}""", 200)]
    public async Task Behaviour_is_set_by_command(string command, int status)
    {
        await using var pair = CarrierPair.Start();
        await using var port = ControlPort.Open(Anywhere, pair.Far);
        using var client = ControlClient.To(port.Listen);
        await client.DoAsync(command);
        (await pair.Near.Number("2").Dial("1").EndedAsync(CarrierPair.Patience)).Status.Should().Be(status);
    }

    [Fact]
    public async Task Carrier_shows_its_registrations_and_health()
    {
        await using var pair = CarrierPair.Start();
        await using var port = ControlPort.Open(Anywhere, pair.Far);
        using var client = ControlClient.To(port.Listen);
        (await client.DoAsync("""{"do":"registered","user":"x"}"""))!.GetValue<bool>().Should().BeFalse();
        await client.DoAsync("""{"do":"forget","user":"x"}""");
        await client.DoAsync("""{"do":"health","status":503}""");
        pair.Far.Health.Should().Be(503);
    }

    [Fact]
    public async Task Microsoft_is_played_by_commands()
    {
        await using var bench = MicrosoftBench.Start();
        await using var port = ControlPort.Open(Anywhere, bench.Side);
        using var client = ControlClient.To(port.Listen);
        (await client.DoAsync("""{"do":"users"}"""))!.AsArray().Should().HaveCount(2);
        await client.DoAsync("""{"do":"behave","user":"ada","declines":true}""");
        (await (await bench.Sbc.CallAsync(bench.Hops, "+390212345601")).FailedAsync()).Status.Should().Be(603);
        (await client.DoAsync("""{"do":"history","user":"ada"}"""))![0]!["outcome"]!.GetValue<string>().Should().Be("Declined");
        (await client.DoAsync("""{"do":"refusals"}"""))![0]!.GetValue<string>().Should().Contain("603");

        (await client.DoAsync("""{"do":"dial","user":"ada","to":"+393331234567"}"""))!["call"]!.GetValue<int>().Should().Be(2);
        await (await bench.Sbc.NextAsync(CarrierPair.Patience)).RejectAsync(486);
        bench.Side.User("ada").Behaviour.Declines.Should().BeTrue();

        var hubs = await client.DoAsync("""{"do":"fault","hub":"sip2.pstnhub.microsoft.com","fault":"refused"}""");
        hubs![1]!["fault"]!.GetValue<string>().Should().Be("refused");
        (await client.DoAsync("""{"do":"hubs"}"""))!.AsArray().Should().HaveCount(3);
        await client.DoAsync("""{"do":"fault","hub":"sip2.pstnhub.microsoft.com","fault":"none"}""");
        (await client.DoAsync("""{"do":"trunks"}"""))![0]!["active"]!.GetValue<bool>().Should().BeFalse();
        (await client.DoAsync("""{"do":"warnings"}"""))!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Transfers_and_retrieves_are_played_by_commands()
    {
        await using var sbc = await RawPeer.StartAsync();
        await using var port = ControlPort.Open(Anywhere, sbc.Side);
        using var client = ControlClient.To(port.Listen);
        await client.DoAsync("""{"do":"behave","user":"ada","answerAfter":0}""");
        await client.DoAsync("""{"do":"behave","user":"bo","declines":true}""");
        var dialog = await sbc.InviteAsync("one");
        var transfer = client.DoAsync("""{"do":"transfer","call":1,"to":"bo","holds":false,"bye":"late"}""");
        var refer = await sbc.NextAsync(SipMethod.Refer);
        await refer.AnswerAsync(202, "Accepted");
        (await transfer)!["state"]!.GetValue<string>().Should().Be("accepted");
        await sbc.NotifyAsync(dialog, 100);
        (await sbc.InviteAsync("two", refer.Request)).StatusCode.Should().Be(603);
        await sbc.NotifyAsync(dialog, 603);
        var told = (await client.DoAsync("""{"do":"transfers"}"""))![0]!;
        told["state"]!.GetValue<string>().Should().Be("failed");
        told["notified"]!.AsArray().Select(n => n!.GetValue<int>()).Should().Equal(100, 603);
        told["newCall"]!.GetValue<int>().Should().Be(2);
        var record = (await client.DoAsync("""{"do":"history","user":"bo"}"""))![0]!;
        record["transferredBy"]!.GetValue<string>().Should().Be("Ada Rossi");
        record["missed"]!.GetValue<bool>().Should().BeFalse();

        var music = client.DoAsync("""{"do":"music","call":1,"tone":500,"ring":0}""");
        refer = await sbc.NextAsync(SipMethod.Refer);
        await refer.AnswerAsync(202, "Accepted");
        (await music)!["referTo"]!.GetValue<string>().Should().Contain("x-m=28:");
        var id = $"refer;id={refer.Request.CSeq.Number}";
        await sbc.NotifyAsync(dialog, 100, id);
        var bot = await sbc.InviteAsync("three", refer.Request);
        await sbc.NotifyAsync(dialog, 200, id);
        (await client.DoAsync("""{"do":"replace","call":3,"user":"bo","require":true,"tone":500}"""))!["call"]!
            .GetValue<int>()
            .Should()
            .Be(4);
        var invite = await sbc.NextAsync(SipMethod.Invite);
        invite.Headers.First("REQUIRE").Should().Be("replaces");
        await invite.AcceptAsync();
        await sbc.ByeAsync(bot);
        (await client.DoAsync("""{"do":"calls"}"""))![2]!["phase"]!.GetValue<string>().Should().Be("ended");
    }

    [Theory]
    [InlineData("""{"do":"transfer","call":1,"to":"bo"}""", "There is no call 1")]
    [InlineData("""{"do":"replace","call":1,"user":"bo"}""", "There is no call 1")]
    [InlineData("""{"do":"dial","user":"ada","to":"+391","referredBy":"eve"}""", "no user eve")]
    [InlineData("""{"do":"trunk","sbc":"sbc.contoso.com","history":"long"}""", "escaped, raw")]
    [InlineData("""{"do":"fault","hub":"sip2.pstnhub.microsoft.com","fault":"tired"}""", "none, unavailable, refused, silent")]
    public async Task Wrong_command_to_Microsoft_is_answered_with_what_is_wrong(string line, string error)
    {
        await using var bench = MicrosoftBench.Start();
        await using var port = ControlPort.Open(Anywhere, bench.Side);
        using var client = ControlClient.To(port.Listen);
        (await client.SendAsync(line))["error"]!.GetValue<string>().Should().Contain(error);
    }

    [Fact]
    public async Task Trunk_and_forward_are_set_by_commands()
    {
        await using var bench = MicrosoftBench.Start();
        await using var port = ControlPort.Open(Anywhere, bench.Side);
        using var client = ControlClient.To(port.Listen);
        await client.DoAsync("""{"do":"trunk","sbc":"sbc.contoso.com","forwardPai":true,"forwardCallHistory":true,"history":"raw"}""");
        await client.DoAsync("""{"do":"behave","user":"ada","forwardTo":"+390299999999"}""");
        var call = await bench.Sbc.CallAsync(bench.Hops, "+390212345601");
        var forwarded = await bench.Sbc.NextAsync(CarrierPair.Patience);
        forwarded.Invite.Headers.First("HISTORY-INFO").Should().Contain("Privacy=history");
        forwarded.Invite.Headers.First("PRIVACY").Should().Be("id");
        await forwarded.RejectAsync(486);
        (await call.FailedAsync()).Status.Should().Be(486);
    }

    [Theory]
    [InlineData("nonsense", "No JSON")]
    [InlineData("[1]", "JSON object")]
    [InlineData("{}", "\"do\" is missing")]
    [InlineData("""{"do":7}""", "\"do\" is not a text")]
    [InlineData("""{"do":"fly"}""", "no verb")]
    [InlineData("""{"do":"answer"}""", "\"call\" is missing")]
    [InlineData("""{"do":"answer","call":"x"}""", "no whole number")]
    [InlineData("""{"do":"answer","call":9}""", "There is no call 9")]
    [InlineData("""{"do":"behave","number":"1","status":100}""", "refuses nothing")]
    [InlineData("""{"do":"behave","number":"1","answerAfter":-1}""", "no number of seconds")]
    [InlineData("""{"do":"behave","number":"1","rings":1}""", "neither true nor false")]
    public async Task Wrong_command_is_answered_with_what_is_wrong(string line, string error)
    {
        await using var pair = CarrierPair.Start();
        await using var port = ControlPort.Open(Anywhere, pair.Near);
        using var client = ControlClient.To(port.Listen);
        var answer = await client.SendAsync(line);
        answer["ok"]!.GetValue<bool>().Should().BeFalse();
        answer["error"]!.GetValue<string>().Should().Contain(error);
        (await client.DoAsync("""{"do":"calls"}""")).Should().BeOfType<JsonArray>("the connection goes on");
    }

    [Fact]
    public async Task Port_is_for_this_machine_only()
    {
        await using var pair = CarrierPair.Start();
        var open = () => ControlPort.Open(new IPEndPoint(IPAddress.Any, 0), pair.Near);
        open.Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("sip.pstnhub.microsoft.com=127.0.0.2:5061", true)]
    [InlineData("sip.pstnhub.microsoft.com=127.0.0.2", false)]
    [InlineData("=127.0.0.2:5061", false)]
    [InlineData("sip.pstnhub.microsoft.com", false)]
    public void Hub_is_read_from_a_word(string text, bool taken) => (HubOptions.Parse(text) is not null).Should().Be(taken);

    [Theory]
    [InlineData("ada=+390212345601,Ada Rossi", "Ada Rossi")]
    [InlineData("ada=0212345601,Ada Rossi", null)]
    [InlineData("ada=+390212345601", null)]
    [InlineData("ada", null)]
    public void User_is_read_from_a_word(string text, string? name) => (UserOptions.Parse(text)?.Name).Should().Be(name);

    [Fact]
    public async Task Runs_tell_what_happens_until_they_are_stopped()
    {
        using var stop = new CancellationTokenSource();
        var (carrier, microsoft) = (new StringWriter(), new StringWriter());
        var run = new CarrierRun
        {
            Side = new CarrierOptions { Listen = Anywhere, Media = CarrierPair.Ports },
            Control = Anywhere,
            Numbers = System.Collections.Immutable.ImmutableDictionary<string, PartyBehaviour>.Empty.Add("1", PartyBehaviour.Busy),
        }.RunAsync(carrier, TimeProvider.System, stop.Token);
        var other = new MicrosoftRun { Side = MicrosoftBench.OptionsFor(1), Control = Anywhere }.RunAsync(
            microsoft,
            TimeProvider.System,
            stop.Token
        );
        await stop.CancelAsync();
        await run;
        await other;
        carrier.ToString().Should().Contain("carrier listens on 127.0.0.1:").And.Contain("control on 127.0.0.1:");
        microsoft.ToString().Should().Contain("sip3.pstnhub.microsoft.com listens on 127.0.0.4:");
    }
}
