using CsCheck;
using Ponte.Pbx.CallBacks;

namespace Ponte.Pbx.Tests.CallBacks;

public sealed class CallBackBookTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly CallBackLimits _limits = new();
    private readonly CallBackBook _book;

    public CallBackBookTests() => _book = new CallBackBook(_limits);

    [Fact]
    public void Requester_is_rung_when_the_wanted_user_has_been_free_for_a_while()
    {
        Ask("a", "w");
        Note("a", true, 0);
        Note("w", false, 0);
        Due(100).Should().Be("");
        Note("w", true, 100);
        Due(102).Should().Be("");
        _book.NextAt.Should().Be(At(103));
        Due(103).Should().Be("a");
        Due(104).Should().Be("", "it is under way");
    }

    [Fact]
    public void Requester_who_is_in_a_call_is_not_rung_before_it_ends()
    {
        Ask("a", "w");
        Note("w", true, 0);
        Note("a", false, 0);
        Due(10).Should().Be("");
        Note("a", true, 20);
        Due(20).Should().Be("a");
    }

    [Fact]
    public void Wanted_user_who_is_busy_again_within_the_guard_time_is_left_alone()
    {
        Ask("a", "w");
        Note("a", true, 0);
        Note("w", true, 0);
        Note("w", false, 2);
        Due(10).Should().Be("");
        Note("w", true, 20);
        Due(22).Should().Be("");
        Due(23).Should().Be("a");
    }

    [Fact]
    public void After_no_answer_the_wanted_user_must_be_busy_once_before_being_free_is_news()
    {
        Ask("a", "w", isArmed: false);
        Note("a", true, 0);
        Note("w", true, 0);
        Due(500).Should().Be("");
        Note("w", false, 600).Should().BeTrue("the request is armed, which is kept");
        Note("w", true, 700);
        Due(703).Should().Be("a");
    }

    [Fact]
    public void Several_for_one_user_come_one_after_the_other_and_who_is_busy_holds_up_nobody()
    {
        foreach (var requester in new[] { "a", "b", "c" })
        {
            Ask(requester, "w");
            Note(requester, !requester.Equals("a", StringComparison.Ordinal), 0);
        }
        Note("w", true, 0);
        Due(3).Should().Be("b", "a is in a call");
        Note("a", true, 4);
        Due(5).Should().Be("", "one call at a time is made for w");
        Over("b", "w", isAnswered: true, 6);
        Due(7).Should().Be("a", "it asked first");
    }

    [Fact]
    public void Requester_who_waits_for_two_is_rung_once_at_a_time()
    {
        Ask("a", "w");
        Ask("a", "v");
        foreach (var user in new[] { "a", "w", "v" })
        {
            Note(user, true, 0);
        }
        Due(5).Should().Be("a");
        Over("a", "w", isAnswered: true, 6);
        _book.Requests.Should().ContainSingle().Which.Wanted.Should().Be("v");
    }

    [Fact]
    public void Two_rings_without_answer_end_the_request_with_a_pause_between_them()
    {
        Ask("a", "w");
        Note("a", true, 0);
        Note("w", true, 0);
        Due(3).Should().Be("a");
        Over("a", "w", isAnswered: false, 30);
        Due(80).Should().Be("");
        Due(90).Should().Be("a");
        Over("a", "w", isAnswered: false, 120);
        _book.Requests.Should().BeEmpty();
    }

    [Fact]
    public void Request_ends_after_45_minutes_but_not_while_it_rings()
    {
        Ask("a", "w");
        Ask("b", "v");
        Note("a", true, 0);
        Note("w", true, 0);
        _book.Expire(At((45 * 60) - 1)).Should().BeEmpty();
        Due((45 * 60) - 1).Should().Be("a");
        _book.Expire(At(45 * 60)).Should().ContainSingle().Which.Requester.Should().Be("b");
        Over("a", "w", isAnswered: false, 46 * 60);
        _book.Expire(At(46 * 60)).Should().ContainSingle();
        _book.NextAt.Should().BeNull();
    }

    [Fact]
    public void Five_requests_of_one_user_and_one_of_a_pair()
    {
        for (var i = 0; i < 5; i++)
        {
            Ask("a", $"w{i}").Should().BeTrue();
        }
        Ask("a", "w5").Should().BeFalse();
        Ask("a", "w0").Should().BeTrue("it is there already, and its time begins anew");
        Ask("b", "w0").Should().BeTrue();
        _book.Requests.Should().HaveCount(6);
        _book.Requests[0].Wanted.Should().Be("w0", "it keeps its place");
    }

    [Fact]
    public void Taking_back_one_or_all()
    {
        Ask("a", "v");
        Ask("a", "w");
        Ask("b", "w");
        _book.Cancel("a", "x").Should().Be(0);
        _book.Cancel("a", "w").Should().Be(1);
        _book.Cancel("a", null).Should().Be(1);
        _book.Requests.Should().ContainSingle().Which.Requester.Should().Be("b");
    }

    [Fact]
    public void Two_who_talk_wait_no_more_for_each_other()
    {
        Ask("a", "w");
        Ask("w", "a");
        Ask("b", "w");
        _book.Talked("a", "w").Should().BeTrue();
        _book.Talked("a", "w").Should().BeFalse();
        _book.Requests.Should().ContainSingle().Which.Requester.Should().Be("b");
    }

    [Fact]
    public void Whatever_happens_the_rules_hold()
    {
        var user = Gen.Int[0, 5].Select(i => $"u{i}");
        Gen.Select(Gen.Int[0, 5], user, user, Gen.Int[1, 400], Gen.Bool)
            .List[1, 120]
            .Sample(steps =>
            {
                var book = new CallBackBook(_limits);
                var under = new List<CallBackRequest>();
                var free = new Dictionary<string, bool>(StringComparer.Ordinal);
                var now = Start;
                foreach (var (what, one, other, seconds, flag) in steps)
                {
                    now += TimeSpan.FromSeconds(seconds);
                    switch (what)
                    {
                        case 0 when !one.Equals(other, StringComparison.Ordinal):
                            book.TryAdd(new CallBackRequest(one, other, "1", now, flag));
                            break;
                        case 1 or 2:
                            free[one] = flag;
                            book.Note(one, flag, now);
                            break;
                        case 3 when under.Count > 0:
                            book.Over(under[0], flag, now);
                            under.RemoveAt(0);
                            break;
                        case 4:
                            book.Cancel(one, flag ? other : null);
                            break;
                        default:
                            book.Expire(now);
                            var due = book.TakeDue(now);
                            due.Should()
                                .OnlyContain(r => r.IsArmed && free.GetValueOrDefault(r.Wanted) && free.GetValueOrDefault(r.Requester));
                            under.AddRange(due);
                            break;
                    }
                    Check(book, under);
                }
            });
    }

    private void Check(CallBackBook book, List<CallBackRequest> under)
    {
        book.Requests.Select(r => (r.Requester, r.Wanted)).Should().OnlyHaveUniqueItems();
        book.Requests.GroupBy(r => r.Requester, StringComparer.Ordinal).Should().OnlyContain(g => g.Count() <= _limits.PerRequester);
        book.Requests.Should().OnlyContain(r => r.Rings < _limits.Rings);
        under.Select(r => r.Wanted).Should().OnlyHaveUniqueItems("one call at a time is made for a wanted user");
        under.Select(r => r.Requester).Should().OnlyHaveUniqueItems("nobody is rung twice at a time");
    }

    private bool Ask(string requester, string wanted, bool isArmed = true) =>
        _book.TryAdd(new CallBackRequest(requester, wanted, "202", Start, isArmed));

    private bool Note(string user, bool isFree, int second) => _book.Note(user, isFree, At(second));

    private string Due(int second) => string.Join(',', _book.TakeDue(At(second)).Select(r => r.Requester));

    private void Over(string requester, string wanted, bool isAnswered, int second) =>
        _book.Over(new CallBackRequest(requester, wanted, "202", Start, true), isAnswered, At(second));

    private static DateTimeOffset At(int second) => Start + TimeSpan.FromSeconds(second);
}
