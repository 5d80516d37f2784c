using Ponte.Pbx.Document;
using Ponte.Pbx.Tests.Flows;

namespace Ponte.Pbx.Tests.Document;

/// <summary>The sections <c>prompts</c> and <c>flows</c>.</summary>
public sealed class FlowDocumentTests
{
    private const string Welcome = """
        flows:
          welcome:
            - announce: please-hold
            - { calendar: office, overtime: [ { say: closed }, voicemail: mrossi ] }
            - menu: [welcome, { number: "{caller}" }]
              keys: { "1": { user: mrossi, ring: 20s, busy: { say: busy } }, "2": { flow: sales } }
              wait: 8s
              retries: 0
              bargeIn: false
              wrong: { hangUp: declined }
            - { collect: code, say: code, min: 2, max: 6, end: "*", noInput: { hangUp: busy } }
            - { lookup: "https://crm.example/c?n={code}", path: "$.name", into: customer, headers: { Authorization: "very secret" }, failed: { say: { text: "{customer}" } } }
            - { webhook: "https://crm.example/told", fields: { customer: "{customer}" }, failed: { say: closed } }
            - { when: code, is: ["12", "13"], begins: ["4"], then: { extension: "{code}" }, else: [ { set: language, to: en }, { number: "+390612345678" } ] }
          sales: { class: national, steps: [ { number: "+390612345678" } ] }
        """;

    [Fact]
    public void Flows_are_read()
    {
        var document = FlowBench.Read(FlowBench.Head + Welcome);
        document
            .Flows.Select(f => (f.Name, f.Class, f.Steps.Count))
            .Should()
            .Equal(("sales", "national", 1), ("welcome", "international", 7));
        var welcome = document.Flows[1].Steps;
        welcome[0].Should().Be(new SayStep([new FlowSpeech(FlowSpeechKind.Prompt, "please-hold")], BeforeAnswer: true));
        welcome[1].Branch("overtime").Should().HaveCount(2).And.EndWith(new VoicemailStep("mrossi"));
        var menu = welcome[2].Should().BeOfType<MenuStep>().Subject;
        (menu.Wait, menu.Retries, menu.BargeIn).Should().Be((TimeSpan.FromSeconds(8), 0, false));
        menu.Branch("1")!.Should().ContainSingle().Which.As<UserStep>().RingTime.Should().Be(TimeSpan.FromSeconds(20));
        menu.Branch("wrong").Should().Equal(new HangUpStep(FlowEnding.Declined));
        var collect = welcome[3].Should().BeOfType<CollectStep>().Subject;
        (collect.Minimum, collect.Maximum, collect.EndKey).Should().Be((2, 6, "*"));
    }

    [Fact]
    public void What_is_printed_is_read_again()
    {
        var document = FlowBench.Read(FlowBench.Head + Welcome);
        var text = DocumentText.Print(document);

        text.Should().NotContain("very secret");
        DocumentText.Read(text, document).Document.Should().Be(document);
        FlowBench.Read(DocumentText.PrintWithSecrets(document)).Should().Be(document);
    }

    [Fact]
    public void A_change_in_a_step_is_told_with_its_place()
    {
        var before = FlowBench.Read(FlowBench.Head + Welcome);
        var after = FlowBench.Read(FlowBench.Head + Welcome.Replace("wait: 8s", "wait: 9s", StringComparison.Ordinal));

        DocumentText.Compare(before, after).Should().Equal(new DocumentChange("flows.welcome[2].wait", "8s", "9s"));
    }

    [Theory]
    [InlineData("a: []", "flows.a", "has no steps")]
    [InlineData("a: [ { sya: closed } ]", "flows.a[0]", "is no step; did you mean say?")]
    [InlineData("a: [ { say: closd } ]", "flows.a[0].say", "closd is no prompt; did you mean closed?")]
    [InlineData("a: [ { user: mrosi } ]", "flows.a[0].user", "mrosi is no user; did you mean mrossi?")]
    [InlineData("a: [ { calendar: ofice } ]", "flows.a[0].calendar", "ofice is no calendar; did you mean office?")]
    [InlineData("a: [ { flow: b } ]", "flows.a[0].flow", "b is no flow")]
    [InlineData("a: [ { hangUp: now } ]", "flows.a[0].hangUp", "now is none of normal, busy, declined, unavailable")]
    [InlineData("a: [ { hangUp: busy }, { say: closed } ]", "flows.a[1]", "is never reached, because the step before it never goes on")]
    [InlineData(
        "a: [ { when: caller, is: [x], then: { hangUp: busy }, else: { hangUp: busy } }, { say: closed } ]",
        "flows.a[1]",
        "is never reached"
    )]
    [InlineData("a: [ { menu: welcome } ]", "flows.a[0].keys", "is missing; give for instance")]
    [InlineData("a: [ { menu: welcome, keys: { \"12\": { user: mrossi } } } ]", "flows.a[0].keys.12", "12 is no key")]
    [InlineData("a: [ { menu: welcome, keys: { \"1\": { usr: mrossi } } } ]", "flows.a[0].keys.1", "is no step; did you mean user?")]
    [InlineData("a: [ { menu: welcome, wait: 90s, keys: { \"1\": { user: mrossi } } } ]", "flows.a[0].wait", "90s is above 1m")]
    [InlineData(
        "a: [ { say: { text: \"{cod}\" } }, { collect: code } ]",
        "flows.a[0].say.text",
        "names cod, which is no variable; did you mean code?"
    )]
    [InlineData("a: [ { say: { text: \"{code\" } } ]", "flows.a[0].say.text", "has a brace that is not closed")]
    [InlineData("a: [ { set: caller, to: x } ]", "flows.a[0].set", "caller is set by the call itself")]
    [InlineData("a: [ { set: language, to: fr } ]", "flows.a[0].to", "fr is no language; give it or en")]
    [InlineData("a: [ { set: language, to: en }, { say: only } ]", "flows.a[1].say", "only has no text in en, which flows speak")]
    [InlineData("a: [ { collect: code, min: 5, max: 4 } ]", "flows.a[0].max", "4 is below 5")]
    [InlineData("a: [ { lookup: \"https://{caller}/x\", path: $.n, into: n } ]", "flows.a[0].lookup", "has a variable before the path")]
    [InlineData("a: [ { lookup: \"ftp://crm.example/x\", path: $.n, into: n } ]", "flows.a[0].lookup", "is no address of a web service")]
    [InlineData("a: [ { lookup: \"https://crm.example/x\", path: n, into: n } ]", "flows.a[0].path", "n is no path into JSON")]
    [InlineData("a: [ { lookup: \"https://crm.example/x\", path: $.n } ]", "flows.a[0].into", "is missing; give the variable")]
    [InlineData(
        "a: [ { lookup: \"http://crm.example/x\", path: $.n, into: n, headers: { K: secret } } ]",
        "flows.a[0].lookup",
        "would carry the headers readable"
    )]
    [InlineData("a: [ { webhook: \"crm.example/x\" } ]", "flows.a[0].webhook", "is no address of a web service")]
    [InlineData(
        "a: [ { webhook: \"https://crm.example/x\", fields: { n: \"{nobody}\" } } ]",
        "flows.a[0].fields.n",
        "names nobody, which is no variable"
    )]
    [InlineData("a: [ { number: abc } ]", "flows.a[0].number", "abc is no number")]
    [InlineData(
        "a: { class: natonal, steps: [ { say: closed } ] }",
        "flows.a.class",
        "natonal is no class of service; did you mean national?"
    )]
    [InlineData("a: [ { flow: a } ]", "flows.a", "goes round without a step that waits for the caller: a → a")]
    [InlineData(
        "a: [ { calendar: office, overtime: { flow: b } } ], b: [ { user: mrossi }, { flow: a } ]",
        "flows.a",
        "goes round without a step that waits for the caller: a → b → a"
    )]
    public void What_is_wrong_is_told_with_its_place_and_mend(string flows, string path, string message)
    {
        var prompts = FlowBench.Head.Replace("prompts:\n", "prompts:\n  only: { it: Solo }\n", StringComparison.Ordinal);
        var result = DocumentText.Read($"{prompts}flows: {{ {flows} }}");

        result.Document.Should().BeNull();
        result.Errors.Should().ContainSingle().Which.Path.Should().Be(path);
        result.Errors[0].Message.Should().Contain(message);
    }

    [Theory]
    [InlineData("{}", "numbers.500.user", "is missing; give the key of a user, or flow or room with the key of one")]
    [InlineData("{ flow: b }", "numbers.500.flow", "b is no flow")]
    [InlineData("{ flow: a, user: mrossi }", "numbers.500.user", "stands beside flow; a number leads to one of them")]
    public void A_number_leads_to_one_user_or_flow(string number, string path, string message)
    {
        var errors = DocumentText.Read($"{FlowBench.Head}flows: {{ a: [ {{ user: mrossi }} ] }}\nnumbers: {{ \"500\": {number} }}").Errors;

        (errors.Count, errors[0].Path).Should().Be((1, path));
        errors[0].Message.Should().Contain(message);
    }

    [Fact]
    public void All_errors_are_told_at_once() =>
        DocumentText
            .Read(FlowBench.Head + "flows: { a: [ { say: x-x }, { user: y-y }, { menu: welcome, keys: { \"1\": { flow: z-z } } } ] }")
            .Errors.Select(e => e.Path)
            .Should()
            .Equal("flows.a[0].say", "flows.a[1].user", "flows.a[2].keys.1.flow");

    [Fact]
    public void A_menu_between_them_lets_flows_go_round() =>
        DocumentText
            .Read(FlowBench.Head + "flows: { a: [ { menu: welcome, keys: { \"1\": { user: mrossi } } }, { flow: a } ] }")
            .Errors.Should()
            .BeEmpty();
}
