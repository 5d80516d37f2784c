using Ponte.Pbx.Calendars;
using Ponte.Pbx.Flows;

namespace Ponte.Pbx.Tests.Flows;

/// <summary>What a caller goes through, step by step.</summary>
public sealed class FlowRunTests
{
    private const string Menu = """
        flows:
          a:
            - menu: welcome
              keys: { "1": { user: mrossi }, "2": [ { set: choice, to: two }, { say: { text: "{choice}" } } ] }
              retries: 1
              noInput: { say: goodbye }
              wrong: { hangUp: busy }
            - voicemail: mrossi
        """;

    private const string Welcome = "it:Benvenuti. Premere 1 per le vendite.";

    [Theory]
    [InlineData("1", $"{Welcome} | > 1 | user mrossi")]
    [InlineData("2", $"{Welcome} | > 2 | set choice=two | it:two | voicemail mrossi")]
    [InlineData("", $"{Welcome} | Waits")]
    [InlineData(",", $"{Welcome} | >  | {Welcome} | >  | it:Grazie per aver chiamato. Arrivederci. | voicemail mrossi")]
    [InlineData("9,1", $"{Welcome} | > 9 | it:La scelta non è valida. | {Welcome} | > 1 | user mrossi")]
    [InlineData("9,#", $"{Welcome} | > 9 | it:La scelta non è valida. | {Welcome} | > # | HangsUp busy")]
    [InlineData("1,busy", $"{Welcome} | > 1 | user mrossi | Failed busy | voicemail mrossi")]
    [InlineData(
        "1,busy,unreachable",
        $"{Welcome} | > 1 | user mrossi | Failed busy | voicemail mrossi | Failed unreachable | HangsUp normal"
    )]
    public void A_menu_leads_where_its_keys_say(string keys, string expected) => new FlowBench(Menu).Try(keys).Should().Be(expected);

    [Theory]
    [InlineData("2026-03-02T10:00:00+01:00", CalendarSwitch.Automatic, "calendar office=active | user mrossi")]
    [InlineData(
        "2026-03-02T20:00:00+01:00",
        CalendarSwitch.Automatic,
        "calendar office=overtime | it:I nostri uffici sono chiusi. | HangsUp normal"
    )]
    [InlineData("2026-12-25T10:00:00+01:00", CalendarSwitch.Automatic, "calendar office=outOfService | user mrossi")]
    [InlineData(
        "2026-03-02T10:00:00+01:00",
        CalendarSwitch.Night,
        "calendar office=overtime | it:I nostri uffici sono chiusi. | HangsUp normal"
    )]
    [InlineData("2026-03-02T20:00:00+01:00", CalendarSwitch.Day, "calendar office=active | user mrossi")]
    public void A_calendar_decides_by_time_and_switch(string at, CalendarSwitch set, string expected)
    {
        var bench = new FlowBench(
            "flows: { a: [ { calendar: office, overtime: [ { say: closed }, { hangUp: normal } ] }, { user: mrossi } ] }"
        )
        {
            At = FlowBench.Time(at),
            Switch = set,
        };

        bench.Try("").Should().Be(expected);
    }

    [Theory]
    [InlineData("1234", "it:Inserire il codice. | > 1234 | it:1 | it:2 | it:3 | it:4 | HangsUp normal")]
    [InlineData("12#", "it:Inserire il codice. | > 12# | it:1 | it:2 | HangsUp normal")]
    [InlineData("12", "it:Inserire il codice. | > 12 | it:1 | it:2 | HangsUp normal")]
    [InlineData("1,23#", "it:Inserire il codice. | > 1 | it:Inserire il codice. | > 23# | it:2 | it:3 | HangsUp normal")]
    [InlineData("#,", "it:Inserire il codice. | > # | it:Inserire il codice. | >  | extension 201")]
    public void Digits_are_collected_until_they_are_enough(string keys, string expected) => new FlowBench(
            """
            flows:
              a:
                - { collect: code, say: code, min: 2, max: 4, retries: 1, noInput: [ { extension: "201" }, { hangUp: normal } ] }
                - say: { digits: "{code}" }
            """
        ).Try(keys).Should().Be(expected);

    [Theory]
    [InlineData(
        "+393331234567",
        "when caller=then | set language=en | en:Our offices are closed. | en:Anna Bianchi, March 2, 2026 | HangsUp normal"
    )]
    [InlineData(
        "anonymous",
        "when caller=then | set language=en | en:Our offices are closed. | en:Anna Bianchi, March 2, 2026 | HangsUp normal"
    )]
    [InlineData("+390212345", "when caller=else | it:I nostri uffici sono chiusi. | it:Anna Bianchi, 2 marzo 2026 | HangsUp normal")]
    public void Conditions_variables_and_languages(string caller, string expected) => new FlowBench(
            """
            flows:
              a:
                - { when: caller, is: [anonymous], begins: ["+393"], then: { set: language, to: en } }
                - say: closed
                - say: [ { text: "{name}, " }, { date: "{date}" } ]
            """
        ).Try("", caller).Replace(",  | it:", ", ", StringComparison.Ordinal).Replace(",  | en:", ", ", StringComparison.Ordinal).Should().Be(expected);

    [Theory]
    [InlineData("12#,Anna", "? https://crm.example/c?n=12 | Answered Anna | it:Anna | HangsUp normal")]
    [InlineData(
        "12#,notFound",
        "? https://crm.example/c?n=12 | Answered notFound | it:La persona cercata non è raggiungibile. | it:12 | HangsUp normal"
    )]
    [InlineData("12#,failed", "? https://crm.example/c?n=12 | Answered failed | user mrossi")]
    [InlineData("*1#,Anna", "? https://crm.example/c?n=%2A1 | Answered Anna | it:Anna | HangsUp normal")]
    public void A_web_service_gives_a_value(string keys, string expected) => new FlowBench(
            """
            flows:
              a:
                - { collect: code }
                - lookup: "https://crm.example/c?n={code}"
                  path: $.name
                  into: customer
                  notFound: [ { say: unavailable }, { set: customer, to: "{code}" } ]
                  failed: [ { user: mrossi }, { hangUp: busy } ]
                - say: { text: "{customer}" }
            """
        ).Try(keys).Replace($"> {keys.Split(',')[0]} | ", "", StringComparison.Ordinal).Replace("set customer=12 | ", "", StringComparison.Ordinal).Should().Be(expected);

    [Theory]
    [InlineData(
        "12#,Anna,",
        "? https://crm.example/c n: 12, who: +393331234567 | Answered Anna | ? https://crm.example/told flow: a, caller: +393331234567, name: Anna Bianchi, called: , date: 2026-03-02, time: 10:00, language: it, code: 12, customer: Anna | Answered | HangsUp normal"
    )]
    [InlineData("12#,Anna,failed", "HangsUp busy")]
    public void A_web_service_is_posted_fields_and_told_where_the_caller_is(string keys, string expected) => new FlowBench(
            """
            flows:
              a:
                - { collect: code }
                - { lookup: "https://crm.example/c", fields: { n: "{code}", who: "{caller}" }, path: $.name, into: customer }
                - { webhook: "https://crm.example/told", failed: { hangUp: busy } }
                - { hangUp: normal }
            """
        ).Try(keys).Should().EndWith(expected);

    [Fact]
    public void Flows_lead_to_each_other_and_what_is_under_way_is_left()
    {
        var bench = new FlowBench(
            """
            flows:
              a: [ { announce: please-hold }, { menu: welcome, keys: { "1": { flow: b } } }, { hangUp: declined } ]
              b: [ { menu: code, keys: { "*": { flow: a }, "0": { number: "+390612345678", ring: 10s, noAnswer: { say: unavailable } } } } ]
            """
        );

        bench
            .Try("1,*,1,0,noAnswer")
            .Should()
            .Be(
                $"early it:Restate in linea, prego. | {Welcome} | > 1 | flow b= | it:Inserire il codice. | > * | flow a= | early it:Restate in linea, prego. | {Welcome} | > 1 | flow b= | it:Inserire il codice. | > 0 | number +390612345678 | Failed noAnswer | it:La persona cercata non è raggiungibile. | HangsUp normal"
            );
    }

    [Fact]
    public void A_key_ends_what_is_said_only_where_the_menu_lets_it()
    {
        var bench = new FlowBench(
            "flows: { a: [ { menu: welcome, bargeIn: false, keys: { \"1\": { flow: b } } } ], b: [ { menu: code, keys: { \"1\": { user: mrossi } } } ] }"
        );
        var run = new FlowRun(bench.Start());
        run.Begin(bench.At).Should().BeOfType<FlowSpeak>();
        run.Take(new KeyPressed('1'), bench.At).Should().BeNull();
        run.Take(new SpeechEnded(), bench.At).Should().Be(new FlowListen(TimeSpan.FromSeconds(5)));
        run.Take(new SpeechEnded(), bench.At).Should().BeNull("it was told already");
        run.Take(new KeyPressed('1'), bench.At).Should().BeOfType<FlowSpeak>();
        run.Take(new TimedOut(), bench.At).Should().BeNull("something is still said");
        run.Take(new KeyPressed('1'), bench.At).Should().BeOfType<FlowRing>();
        run.Take(new KeyPressed('1'), bench.At).Should().BeNull("somebody rings");
        run.Path.Should()
            .Equal(
                new FlowTrace("a", "menu", "welcome", "1"),
                new FlowTrace("a", "flow", "b", ""),
                new FlowTrace("b", "menu", "code", "1")
            );
    }

    [Fact]
    public void A_call_does_not_go_round_for_ever()
    {
        var bench = new FlowBench("flows: { a: [ { menu: welcome, retries: 0, keys: { \"1\": { flow: a } }, noInput: { flow: a } } ] }");
        var run = new FlowRun(bench.Start());
        var action = run.Begin(bench.At);
        var turns = 0;
        while (action is not FlowHangUp && turns++ < FlowRun.MaxSteps)
        {
            action = run.Take(action is FlowSpeak ? new SpeechEnded() : new TimedOut(), bench.At)!;
        }

        action.Should().BeOfType<FlowHangUp>().Which.IsRunaway.Should().BeTrue();
        run.Take(new KeyPressed('1'), bench.At).Should().BeNull();
    }
}
