using System.Text.Json;
using CsCheck;
using Ponte.Pbx.Company;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Document;
using Ponte.Sip.Loop;

namespace Ponte.Pbx.Tests.Directories;

public sealed class DirectoryPartsTests
{
    private static readonly CompanySnapshot Company = new(
        DocumentText.Read("company: { name: R, country: IT, areaCode: \"02\" }").Document!
    );
    private static readonly DirectoryOptions Options = new() { CacheSize = 3 };
    private static readonly Instant Start = new(1_000_000);

    [Theory]
    [InlineData("+39 02 1234 5601", "+390212345601")]
    [InlineData("02/12345601", "+390212345601")]
    [InlineData("02-1234.5601", "+390212345601")]
    [InlineData("0039 02 12345601", "+390212345601")]
    [InlineData("12345601", "+390212345601")]
    [InlineData("tel:+390212345601", "+390212345601")]
    [InlineData("+39 (0)2 12345601", "+390212345601")]
    [InlineData("+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("0044 (0)20 7946 0958", "+442079460958")]
    [InlineData("(02)\u00a012345601", "+390212345601")]
    [InlineData("333 1234567", "+393331234567")]
    [InlineData("201", "201")]
    [InlineData("2", null)]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData("n.d.", null)]
    [InlineData("02 12345601 int. 5", null)]
    [InlineData("%30%32", null)]
    [InlineData("ada@example.com", null)]
    public void Numbers_are_read_as_people_write_them(string written, string? number) =>
        ContactNumber.Read(written, Company).Should().Be(number);

    [Fact]
    public void Reading_a_number_never_fails() => Gen.String.Sample(text => ContactNumber.Read(text, Company)?.Length is null or > 0);

    [Theory]
    [InlineData("+390212345601", "390212345601", "0212345601", "212345601")]
    [InlineData("+442079460958", "442079460958", "00442079460958", "442079460958")]
    public void A_number_has_the_forms_of_directories(string number, string digits, string national, string significant)
    {
        var sought = new SoughtNumber(number, Company);

        (sought.E164, sought.Digits, sought.National, sought.Significant).Should().Be((number, digits, national, significant));
        sought.IsWrittenAs(national).Should().BeTrue();
        sought.IsWrittenAs("+390212345602").Should().BeFalse();
    }

    [Theory]
    [InlineData("  Ada \t Neri\r\n", "Ada Neri")]
    [InlineData("Ada\u0000\u001b Neri", "Ada Neri")]
    [InlineData(" ", "")]
    public void A_name_is_one_clean_line(string name, string clean) => DirectoryEntry.CleanName(name).Should().Be(clean);

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        DirectoryEntry.CleanName(new string('a', 99) + "😀bc").Should().Be(new string('a', 99));
        DirectoryEntry.CleanName(new string('a', 98) + "😀bc").Should().EndWith("😀").And.HaveLength(100);
    }

    [Fact]
    public void A_source_is_tried_once_after_the_pause_and_then_twice_as_late()
    {
        var breaker = new CircuitBreaker(Options);
        for (var i = 1; i < Options.FailuresUntilSetAside; i++)
        {
            breaker.TryEnter(Start).Should().BeTrue();
            breaker.Failed(Start).Should().BeFalse();
        }
        breaker.Failed(Start).Should().BeTrue("it is set aside now");
        breaker.Failed(Start).Should().BeFalse("a question that began before tells nothing new");

        var (now, pause) = (Start, Options.SetAside);
        for (var i = 0; i < 10; i++)
        {
            breaker.TryEnter(now + (pause - TimeSpan.FromMilliseconds(1))).Should().BeFalse();
            now += pause;
            breaker.TryEnter(now).Should().BeTrue();
            breaker.TryEnter(now).Should().BeFalse("one question tries it");
            breaker.Failed(now).Should().BeFalse("that was told already");
            pause = pause * 2 > Options.MaxSetAside ? Options.MaxSetAside : pause * 2;
        }
        now += pause;
        breaker.TryEnter(now).Should().BeTrue();
        breaker.Succeeded().Should().BeTrue("it is back");
        breaker.Succeeded().Should().BeFalse();
        breaker.IsSetAside.Should().BeFalse();
    }

    [Fact]
    public void Failures_count_in_a_row_only()
    {
        var breaker = new CircuitBreaker(Options);
        for (var i = 0; i < 10; i++)
        {
            breaker.Failed(Start).Should().BeFalse();
            breaker.Failed(Start).Should().BeFalse();
            breaker.Succeeded();
        }
    }

    [Theory]
    [InlineData("0", "a", null, true)]
    [InlineData("1", "b", null, false)] // the first one may still know better, but a call that cannot wait takes it
    [InlineData("10", "a", null, true)]
    [InlineData("1", "b", "0", true)]
    [InlineData("12", "b", "0", true)]
    [InlineData("2", "c", "01", true)]
    public void A_search_is_decided_when_no_later_answer_can_change_it(string found, string best, string? without, bool isDecided)
    {
        var search = new NameSearch("+39061", 3);
        string[] names = ["a", "b", "c"];
        foreach (var place in (without ?? "").Select(c => c - '0'))
        {
            search.Take(place, names[place], place == 0 ? SourceAnswer.Failed("down") : SourceAnswer.NotFound);
        }
        var decided = found.Where(char.IsAsciiDigit).Count(c => search.Take(c - '0', names[c - '0'], SourceAnswer.Found("Ada")));

        search.Best!.Source.Should().Be(best);
        decided.Should().Be(isDecided ? 1 : 0, "it is decided once");
        search.Decided.IsCompleted.Should().Be(isDecided);
        search.IsComplete.Should().BeFalse();
    }

    [Fact]
    public void Nobody_knows_a_number_only_when_every_source_could_answer()
    {
        var search = new NameSearch("+39061", 2);
        search.Take(0, "a", SourceAnswer.NotFound).Should().BeFalse();
        search.Take(1, "b", SourceAnswer.NotFound).Should().BeTrue();
        (search.Best, search.IsComplete).Should().Be((null, true));
    }

    [Fact]
    public void The_cache_lets_go_what_was_used_least_recently()
    {
        var cache = new NameCache(Options);
        foreach (var number in new[] { "1", "2", "3" })
        {
            cache.Put(number, new DirectoryEntry(number, "n", "s"), Start);
        }
        cache.TryGet("1", Start, out _).Should().BeTrue();
        cache.Put("4", null, Start);

        cache.Count.Should().Be(3);
        new[] { "1", "2", "3", "4" }.Select(n => cache.TryGet(n, Start, out _)).Should().Equal(true, false, true, true);
        cache.Put("4", new DirectoryEntry("4", "late", "s"), Start);
        cache.TryGet("4", Start, out var entry);
        entry!.Name.Should().Be("late");
        cache.TryGet("4", Start + Options.FoundLife, out _).Should().BeFalse();
        cache.Count.Should().Be(2);
    }

    [Theory]
    [InlineData("$.name", "Ada")]
    [InlineData("$.items[1].name", "Ugo")]
    [InlineData("$.items[2].name", null)]
    [InlineData("$.items", null)]
    [InlineData("$.nothing", null)]
    [InlineData("$.number", "12.50")]
    [InlineData("$.flag", null)]
    [InlineData("$.half", null)]
    [InlineData("$", null)]
    public void A_path_leads_to_one_value(string path, string? value)
    {
        using var json = JsonDocument.Parse(
            """{"name":"Ada","items":[{"name":"Eva"},{"name":"Ugo"}],"number":12.50,"flag":true,"half":"\ud800"}"""
        );

        JsonPath.Parse(path)!.Find(json.RootElement).Should().Be(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("$name")]
    [InlineData("$.")]
    [InlineData("$..name")]
    [InlineData("$.a[")]
    [InlineData("$.a[x]")]
    [InlineData("$.a[-1]")]
    [InlineData("$.a[99999999999]")]
    [InlineData("$.a]b")]
    public void What_is_no_path_is_refused(string path) => JsonPath.Parse(path).Should().BeNull();
}
