using System.Reflection;
using Ponte.Calls.Model;
using Ponte.Pbx.Plan;
using Ponte.Server.Languages;

namespace Ponte.Server.Tests.Languages;

public sealed class WordsTests
{
    private static readonly string[] SameInBoth = ["Id", "Media", "Codec", "Jitter", "Mos"];
    private readonly Words _english = Words.In(Language.English);
    private readonly Words _italian = Words.In(Language.Italian);

    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        var texts = typeof(Words).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(string));
        foreach (var text in texts)
        {
            var (english, italian) = ((string)text.GetValue(_english)!, (string)text.GetValue(_italian)!);
            english.Should().NotBeNullOrWhiteSpace();
            italian.Should().NotBeNullOrWhiteSpace();
            if (!SameInBoth.Contains(text.Name))
            {
                italian.Should().NotBe(english, text.Name);
            }
        }
    }

    [Fact]
    public void Every_end_has_its_own_sentence_in_both_languages()
    {
        foreach (var words in new[] { _english, _italian })
        {
            var sentences = Enum.GetValues<EndCause>().Select(c => words.Why(new CallEnd(EndSide.System, c))).ToList();
            sentences.Should().OnlyHaveUniqueItems();
        }
        Enum.GetValues<EndSide>().Select(s => _english.Why(new CallEnd(s, EndCause.Normal))).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Every_step_of_the_number_plan_has_its_own_sentence_in_both_languages()
    {
        foreach (var code in Enum.GetValues<PlanStepCode>())
        {
            var (english, italian) = (_english.Step(code, ["x1", "x2", "x3", "x4"]), _italian.Step(code, ["x1", "x2", "x3", "x4"]));
            english.Should().NotBe(code.ToString());
            italian.Should().NotBe(english);
            _english.Step(code, []).Should().NotBeNullOrWhiteSpace();
        }
        var sentences = Enum.GetValues<PlanStepCode>().Select(c => _english.Step(c, ["x1", "x2", "x3", "x4"]));
        sentences.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void What_the_protocol_said_stands_behind_the_sentence()
    {
        _english
            .Why(new CallEnd(EndSide.Callee, EndCause.Busy, 486, 17, "Busy here"))
            .Should()
            .Be("The called party was busy (SIP 486; Q.850 17; Busy here)");
        _italian.Why(new CallEnd(EndSide.Caller, EndCause.Normal)).Should().Be("Il chiamante ha riagganciato");
    }

    [Theory]
    [InlineData("it", "en_US.UTF-8", "en", true)]
    [InlineData(null, "it_IT.UTF-8", "en", true)]
    [InlineData(null, "en_GB.UTF-8", "it", false)]
    [InlineData(null, "C.UTF-8", "it", true)]
    [InlineData(null, "", "it", true)]
    [InlineData(null, "", null, false)]
    [InlineData(null, "de_DE.UTF-8", null, false)]
    public void Option_then_locale_then_company_choose(string? option, string locale, string? company, bool isItalian)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = locale };

        (LanguageChoice.Choose(option, environment, company) == Language.Italian).Should().Be(isItalian);
    }

    [Fact]
    public void Stronger_locale_variables_win()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "it_IT", ["LC_ALL"] = "en_US" };

        LanguageChoice.Choose(null, environment).Should().Be(Language.English);
    }

    [Fact]
    public void A_party_is_shown_by_name_and_number_or_as_anonymous()
    {
        _english.Party(new Party("+39", "Ada")).Should().Be("Ada +39");
        _english.Party(new Party("+39", "")).Should().Be("+39");
        _english.Party(new Party("", "Ada")).Should().Be("Ada");
        _italian.Party(new Party("+39", "Ada", IsAnonymous: true)).Should().Be("anonimo");
    }
}
