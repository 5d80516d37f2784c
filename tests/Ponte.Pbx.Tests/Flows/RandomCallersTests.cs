using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Events;
using Ponte.Media.Control.Events;
using Ponte.Media.Control.Model;
using Ponte.Pbx.Flows;
using Ponte.Pbx.Prompts;
using Ponte.Pbx.Tests.Phones;
using Ponte.Sip.Agent;
using Ponte.Sip.Transports;

namespace Ponte.Pbx.Tests.Flows;

/// <summary>Callers who press, wait and hang up at any moment, and whoever they reach too: whatever they do in a flow, nothing of them is left.</summary>
public sealed class RandomCallersTests : IDisposable
{
    private const string Flows = """

        calendars: { office: { open: ["mon-sun 00:00-24:00"] } }
        prompts: { choose: { en: Press a key. } }
        numbers: { "500": { flow: welcome } }
        flows:
          welcome:
            - announce: please-hold
            - { calendar: office, overtime: { hangUp: busy } }
            - menu: choose
              keys:
                "1": { user: gbianchi, ring: 15s, busy: { say: busy }, noAnswer: { flow: again } }
                "2": [ { collect: code, say: choose, max: 3 }, { extension: "{code}" } ]
                "3": { lookup: "https://crm.example.com/{caller}", path: $.name, into: customer, failed: { flow: again } }
                "4": { webhook: "https://crm.example.com/hook" }
            - { say: goodbye }
          again:
            - { menu: choose, bargeIn: false, retries: 1, wait: 3s, keys: { "1": { flow: welcome }, "9": { hangUp: declined } } }
        """;

    private enum Step
    {
        Key,
        Played,
        PromptFails,
        AnswerOfService,
        FaultOfService,
        Rings,
        Answers,
        Refuses,
        CalledHangsUp,
        CallerHangsUp,
        CallerCalls,
        Second,
        TenSeconds,
        Minute,
    }

    private static readonly Gen<(Step Step, int Pick)[]> Steps = Gen.Select(
        Gen.Frequency(
            (20, Of(Step.Key)),
            (12, Of(Step.Played, Step.CallerCalls)),
            (10, Of(Step.Rings, Step.Answers, Step.Refuses)),
            (8, Of(Step.Second, Step.TenSeconds)),
            (4, Of(Step.PromptFails, Step.AnswerOfService, Step.FaultOfService)),
            (3, Of(Step.CalledHangsUp, Step.CallerHangsUp, Step.Minute))
        ),
        Gen.Int[0, 1000]
    ).Array[1, 40];

    private readonly string _folder = Directory.CreateTempSubdirectory("ponte-callers-").FullName;

    public RandomCallersTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "en"));
        foreach (var prompt in new[] { "choose", "busy", "goodbye" })
        {
            File.WriteAllText(Path.Combine(_folder, "en", $"{prompt}.wav"), "");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_caller_leaves_nothing() => Steps.Sample(Play, iter: 150, threads: 1);

    private static Gen<Step> Of(params Step[] steps) => Gen.Int[0, steps.Length - 1].Select(i => steps[i]);

    private void Play((Step Step, int Pick)[] steps)
    {
        using var bench = new CompanyBench(CompanyBench.Text + Flows, new PromptFiles(_folder, null, NullLogger.Instance));
        var caller = bench.Phone("192.0.2.8", TransportProtocol.Udp, "201-cordless", "secret-2x");
        var called = bench.Phone("192.0.2.9", TransportProtocol.Udp, "202-desk", "secret-3x");
        called.IsSecure = true;
        caller.Call("500");
        foreach (var (step, pick) in steps)
        {
            Do(bench, caller, called, step, pick);
            bench.World.Run();
        }

        Do(bench, caller, called, Step.CallerHangsUp, 0);
        bench.World.Run();
        bench.ExpectNothingLeft();
        bench.Events.OfType<CallEnded>().Select(e => e.Call).Should().OnlyHaveUniqueItems();
        bench.Events.OfType<CallEnded>().Should().HaveSameCount(bench.Events.OfType<CallStarted>());
    }

    private static void Do(CompanyBench bench, SoftPhone caller, SoftPhone called, Step step, int pick)
    {
        switch (step)
        {
            case Step.Key when bench.Media.Streams.Count > 0:
                var stream = bench.Media.Streams.Keys.MinBy(s => s.Value);
                bench.Media.Raise(new DigitReceived(stream, "1234590*#"[pick % 9], TimeSpan.FromMilliseconds(100)));
                break;
            case Step.Played:
                Ended(bench, PlaybackEnd.Finished);
                break;
            case Step.PromptFails:
                Ended(bench, PlaybackEnd.FileError);
                break;
            case Step.AnswerOfService:
                bench.Lookups.Answer = new LookupEnded(pick % 2 == 0 ? "Ada" : null);
                break;
            case Step.FaultOfService:
                bench.Lookups.Answer = new LookupEnded(null, HasFailed: true);
                break;
            case Step.Rings when IsRung(called):
                called.Ring();
                break;
            case Step.Answers when IsRung(called):
                called.Answer();
                break;
            case Step.Refuses when IsRung(called):
                called.Reject(pick % 2 == 0 ? 486 : 480);
                break;
            case Step.CalledHangsUp when called.Session is { State: InviteState.Answered or InviteState.Established }:
                called.HangUp();
                break;
            case Step.CallerHangsUp when caller.Session is { State: InviteState.Answered or InviteState.Established }:
                caller.HangUp();
                break;
            case Step.CallerHangsUp when caller.Session is { State: not InviteState.Ended }:
                caller.Cancel();
                break;
            case Step.CallerCalls when bench.LiveCalls == 0:
                caller.Call("500");
                break;
            default:
                bench.World.Advance(
                    TimeSpan.FromSeconds(
                        step == Step.Minute ? 60
                        : step == Step.TenSeconds ? 10
                        : 1
                    )
                );
                break;
        }
    }

    private static bool IsRung(SoftPhone called) =>
        called.Session is { State: InviteState.Calling or InviteState.Proceeding or InviteState.Early };

    private static void Ended(CompanyBench bench, PlaybackEnd reason)
    {
        foreach (var stream in bench.Media.Streams.Values.Where(s => s.Playing is not null).ToList())
        {
            bench.Media.Raise(new PlaybackEnded(stream.Id, stream.Playing!.Playback, reason, TimeSpan.FromSeconds(1), ""));
        }
    }
}
