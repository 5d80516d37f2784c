using Microsoft.Extensions.Time.Testing;
using Ponte.Server.Composition;

namespace Ponte.Server.Tests.Composition;

public sealed class IdleMemoryTests
{
    [Fact]
    public void Memory_is_given_back_once_when_the_last_call_is_over_for_longer_than_its_transactions()
    {
        var time = new FakeTimeProvider();
        var (calls, collections) = (0, 0);
        using var memory = new IdleMemory(() => calls, time, () => collections++);

        time.Advance(TimeSpan.FromMinutes(5));
        collections.Should().Be(0, "nothing was taken");

        calls = 3;
        time.Advance(TimeSpan.FromMinutes(5));
        calls = 0;
        time.Advance(TimeSpan.FromSeconds(32));
        collections.Should().Be(0, "transactions still remember the calls");

        time.Advance(TimeSpan.FromSeconds(4));
        collections.Should().Be(1);
        time.Advance(TimeSpan.FromMinutes(5));
        collections.Should().Be(1);
    }

    [Fact]
    public void Calls_that_follow_each_other_are_never_stopped()
    {
        var time = new FakeTimeProvider();
        var (calls, collections) = (0, 0);
        using var memory = new IdleMemory(() => calls, time, () => collections++);

        for (var i = 0; i < 20; i++)
        {
            calls = 1;
            time.Advance(TimeSpan.FromSeconds(2));
            calls = 0;
            time.Advance(TimeSpan.FromSeconds(30));
        }

        collections.Should().Be(0);
    }
}
