using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Events;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Tests.Phones;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Flows;

/// <summary>Calls to a number that leads to a flow: document, number plan, flow and calls together.</summary>
public sealed class FlowOfCallsTests : IDisposable
{
    private const string Cordless = "192.0.2.8";
    private const string Colleague = "192.0.2.9";

    private const string Flows = """

        prompts: { choose: { en: Press a key. } }
        numbers: { "500": { flow: welcome } }
        flows:
          welcome:
            - menu: choose
              keys: { "1": { user: gbianchi, ring: 15s, busy: { say: busy } }, "2": [ { collect: code, max: 3 }, { extension: "{code}" } ] }
              retries: 0
            - hangUp: normal
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-flows-").FullName;
    private readonly CompanyBench _bench;

    public FlowOfCallsTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "en"));
        foreach (var prompt in new[] { "choose", "busy" })
        {
            File.WriteAllText(Path.Combine(_folder, "en", $"{prompt}.wav"), "");
        }
        _bench = new CompanyBench(CompanyBench.Text + Flows, new PromptFiles(_folder, null, NullLogger.Instance));
    }

    [Fact]
    public void A_caller_chooses_who_rings()
    {
        var (caller, called) = Enters();
        Playing.Should().Be("choose.wav");

        Press("1");
        called.Ring();
        called.Answer();

        _bench.Events.OfType<LegsBridged>().Should().ContainSingle();
        Way().Should().Equal("welcome menu choose 1");
        var invite = _bench.SentTo(Colleague, SipMethod.Invite).Should().ContainSingle().Subject;
        invite.Headers.First(HeaderName.PAssertedIdentity).Should().Be("\"Mario Rossi\" <sip:201@pbx.example>");
        caller.HangUp();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void An_extension_that_the_caller_dials_rings()
    {
        var (caller, called) = Enters();

        Press("2202");
        called.Answer();

        Way().Should().Equal("welcome menu choose 2", "welcome collect code 202");
        caller.HangUp();
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void What_the_caller_dials_never_leaves_by_a_line()
    {
        var (caller, _) = Enters();

        Press("2112");

        caller.Log.Should().Contain("ended");
        _bench.SentTo("198.51.100.7", SipMethod.Invite).Should().BeEmpty();
        Way().Should().EndWith("welcome hangUp normal ");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void A_busy_user_gives_the_caller_back_to_the_flow()
    {
        var (caller, called) = Enters();
        Press("1");
        called.Reject(486);
        _bench.World.Run();

        Playing.Should().Be("busy.wav");
        Played();
        caller.Log.Should().Contain("ended");
        Way().Should().Equal("welcome menu choose 1", "welcome user gbianchi busy", "welcome say busy ", "welcome hangUp normal ");
        _bench.ExpectNothingLeft();
    }

    [Fact]
    public void A_user_rings_as_long_as_the_flow_says()
    {
        var (caller, called) = Enters();
        Press("1");
        called.Ring();
        _bench.World.Advance(TimeSpan.FromSeconds(16));

        called.Log.Should().Contain(l => l.StartsWith("cancelled", StringComparison.Ordinal));
        caller.Log.Should().Contain("ended");
        Way().Should().Contain("welcome user gbianchi noAnswer");
        _bench.ExpectNothingLeft();
    }

    public void Dispose()
    {
        _bench.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string? Playing =>
        Path.GetFileName(
            _bench
                .Media.Streams.Values.Select(s => s.Playing)
                .OfType<Ponte.Media.Control.Commands.Play>()
                .Select(p => ((FileSource)p.Sources[0]).Path)
                .FirstOrDefault()
        );

    private (SoftPhone Caller, SoftPhone Called) Enters()
    {
        var caller = _bench.Phone(Cordless, TransportProtocol.Udp, "201-cordless", "secret-2x");
        var called = _bench.Phone(Colleague, TransportProtocol.Udp, "202-desk", "secret-3x");
        called.IsSecure = true;
        caller.Call("500");
        caller.Log.Should().Contain("answered");
        return (caller, called);
    }

    private void Press(string keys)
    {
        foreach (var key in keys)
        {
            _bench.Media.Raise(new DigitReceived(_bench.Media.Streams.Keys.MinBy(s => s.Value), key, TimeSpan.FromMilliseconds(100)));
            _bench.World.Run();
        }
    }

    private void Played()
    {
        var stream = _bench.Media.Streams.Values.Single(s => s.Playing is not null);
        _bench.Media.Raise(new PlaybackEnded(stream.Id, stream.Playing!.Playback, PlaybackEnd.Finished, TimeSpan.FromSeconds(1), ""));
        _bench.World.Run();
    }

    private IEnumerable<string> Way() => _bench.Events.OfType<FlowStepTaken>().Select(e => $"{e.Flow} {e.Step} {e.Value} {e.Result}");
}
