using Ponte.Calls.Model;

namespace Ponte.Calls.Tests.Model;

public sealed class CallIdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Call_id_has_the_ulid_form_of_time_and_randomness()
    {
        var ids = new CallIds(new FixedTime(Noon), bytes => Array.Fill(bytes, (byte)0xFF));
        var id = ids.NextCall().Value;
        id.Should().HaveLength(26).And.EndWith("ZZZZZZZZZZZZZZZZ");
        Milliseconds(id).Should().Be(Noon.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Each_random_byte_counts()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 10; i++)
        {
            var index = i;
            seen.Add(new CallIds(new FixedTime(Noon), bytes => bytes[index] = 1).NextCall().Value);
        }
        seen.Should().HaveCount(10);
    }

    [Fact]
    public void Later_ids_sort_behind_earlier_ones()
    {
        var first = new CallIds(new FixedTime(Noon), bytes => Array.Fill(bytes, (byte)0xFF)).NextCall().Value;
        var second = new CallIds(new FixedTime(Noon.AddMilliseconds(1)), _ => { }).NextCall().Value;
        string.CompareOrdinal(first, second).Should().BeNegative();
    }

    [Fact]
    public void First_name_of_a_time_sorts_before_its_calls_and_behind_earlier_ones()
    {
        var least = new CallIds(new FixedTime(Noon), _ => { }).NextCall().Value;
        var earlier = new CallIds(new FixedTime(Noon.AddMilliseconds(-1)), bytes => Array.Fill(bytes, (byte)0xFF)).NextCall().Value;
        string.CompareOrdinal(CallIds.FirstAt(Noon), least).Should().BeNegative();
        string.CompareOrdinal(CallIds.FirstAt(Noon), earlier).Should().BePositive();
        CallIds.FirstAt(DateTimeOffset.MinValue).Should().Be("0000000000");
    }

    [Fact]
    public void Numbers_of_a_restart_lie_above_all_earlier_ones()
    {
        var before = new CallIds(new FixedTime(Noon), _ => { });
        ulong last = 0;
        for (var i = 0; i < 1000; i++)
        {
            var number = before.NextNumber();
            number.Should().BeGreaterThan(last);
            last = number;
        }
        new CallIds(new FixedTime(Noon.AddMilliseconds(1)), _ => { }).NextNumber().Should().BeGreaterThan(last);
    }

    [Fact]
    public void A_number_still_in_use_is_not_given_again_when_the_clock_went_back()
    {
        var used = new CallIds(new FixedTime(Noon.AddHours(1)), _ => { }).NextNumber();
        var ids = new CallIds(new FixedTime(Noon), _ => { });
        ids.Reserve(used);
        ids.NextNumber().Should().Be(used + 1);
        ids.Reserve(5);
        ids.NextNumber().Should().Be(used + 2);
    }

    private static long Milliseconds(string id) =>
        id[..10].Aggregate(0L, (value, c) => (value << 5) | (long)"0123456789ABCDEFGHJKMNPQRSTVWXYZ".IndexOf(c, StringComparison.Ordinal));

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
