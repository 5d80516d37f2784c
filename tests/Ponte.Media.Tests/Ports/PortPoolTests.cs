using Ponte.Media.Ports;

namespace Ponte.Media.Tests.Ports;

public sealed class PortPoolTests
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(100);

    [Fact]
    public void Pairs_begin_at_even_ports_and_end_with_the_range()
    {
        var pool = new PortPool(20_000, 20_005, Rest);
        Take(pool, Now).Should().Be(20_000);
        Take(pool, Now).Should().Be(20_002);
        Take(pool, Now).Should().Be(20_004);
        Take(pool, Now).Should().BeNull();
    }

    [Fact]
    public void A_pair_rests_before_it_is_taken_again()
    {
        var pool = new PortPool(20_000, 20_001, Rest);
        Take(pool, Now);
        pool.GiveBack(20_000, Now);
        Take(pool, Now + Rest - TimeSpan.FromMilliseconds(1)).Should().BeNull();
        Take(pool, Now + Rest).Should().Be(20_000);
    }

    [Fact]
    public void Pairs_are_taken_in_turn_so_that_each_rests_as_long_as_possible()
    {
        var pool = new PortPool(20_000, 20_007, TimeSpan.Zero);
        Take(pool, Now);
        pool.GiveBack(20_000, Now);
        Take(pool, Now).Should().Be(20_002);
    }

    [Fact]
    public void Free_counts_what_could_be_taken()
    {
        var pool = new PortPool(20_000, 20_007, Rest);
        Take(pool, Now);
        pool.GiveBack(20_000, Now);
        pool.Free(Now).Should().Be(3);
        pool.Free(Now + Rest).Should().Be(4);
    }

    private static int? Take(PortPool pool, TimeSpan now) => pool.TryTake(now, out var port) ? port : null;
}
