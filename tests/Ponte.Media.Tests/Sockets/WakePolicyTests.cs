using Ponte.Media.Sockets;

namespace Ponte.Media.Tests.Sockets;

public sealed class WakePolicyTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(WakePolicy.ImmediateBelowPerSecond, 0)]
    [InlineData((WakePolicy.ImmediateBelowPerSecond + WakePolicy.FullFromPerSecond) / 2, 500)]
    [InlineData(WakePolicy.FullFromPerSecond, 1000)]
    [InlineData(20_000, 800)]
    [InlineData(60_000, 267)]
    [InlineData(200_000, 80)]
    public void Pause_gathers_packets_as_the_load_grows(int packetsPerSecond, int pauseMicroseconds) =>
        PauseAt(packetsPerSecond, Longest).Should().BeCloseTo(TimeSpan.FromMicroseconds(pauseMicroseconds), TimeSpan.FromMicroseconds(20));

    [Fact]
    public void Without_a_longest_pause_it_always_wakes_at_once() => PauseAt(500_000, TimeSpan.Zero).Should().Be(TimeSpan.Zero);

    [Fact]
    public void Load_that_goes_away_ends_the_pause()
    {
        var now = TimeSpan.FromSeconds(1);
        var policy = new WakePolicy(Longest, now);
        policy.Count(1000, now + WakePolicy.Window);
        policy.Pause.Should().BeCloseTo(Longest, TimeSpan.FromMicroseconds(1));
        policy.Count(0, now + (2 * WakePolicy.Window));
        policy.Pause.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Small_changes_of_the_load_leave_the_pause_as_it_is()
    {
        var now = TimeSpan.FromSeconds(1);
        var policy = new WakePolicy(Longest, now);
        policy.Count(600, now + WakePolicy.Window);
        var pause = policy.Pause;
        policy.Count(640, now + (2 * WakePolicy.Window));
        policy.Pause.Should().Be(pause);
    }

    [Fact]
    public void Nothing_changes_before_the_window_is_over()
    {
        var now = TimeSpan.FromSeconds(1);
        var policy = new WakePolicy(Longest, now);
        policy.Count(100_000, now + (WakePolicy.Window / 2));
        policy.Pause.Should().Be(TimeSpan.Zero);
    }

    private static TimeSpan PauseAt(int packetsPerSecond, TimeSpan longest)
    {
        var now = TimeSpan.FromSeconds(1);
        var policy = new WakePolicy(longest, now);
        for (var i = 0; i < 10; i++)
        {
            now += WakePolicy.Window;
            policy.Count((int)(packetsPerSecond * WakePolicy.Window.TotalSeconds), now);
        }
        return policy.Pause;
    }
}
