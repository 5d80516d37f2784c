using Ponte.Media.Engine;

namespace Ponte.Media.Tests.Engine;

public sealed class SilenceWatchTests
{
    private readonly SilenceWatch _watch = new();
    private TimeSpan _now = TimeSpan.FromSeconds(50);

    [Fact]
    public void Silence_is_told_once_after_its_time()
    {
        _watch.Configure(expecting: true, TimeSpan.FromSeconds(3), _now);
        Pass(2.9).Should().Be(0);
        Pass(10).Should().Be(1);
    }

    [Fact]
    public void Rtp_in_between_begins_the_count_anew()
    {
        _watch.Configure(expecting: true, TimeSpan.FromSeconds(3), _now);
        Pass(2.9);
        _watch.Hear();
        Pass(2.9).Should().Be(0);
        Pass(0.2).Should().Be(1);
        _watch.Hear();
        Pass(3.1).Should().Be(1);
    }

    [Fact]
    public void On_hold_nothing_is_told_and_the_count_begins_after_it()
    {
        _watch.Configure(expecting: true, TimeSpan.FromSeconds(3), _now);
        Pass(2);
        _watch.Configure(expecting: false, TimeSpan.FromSeconds(3), _now);
        Pass(60).Should().Be(0);
        _watch.Configure(expecting: true, TimeSpan.FromSeconds(3), _now);
        Pass(2.9).Should().Be(0);
        Pass(0.2).Should().Be(1);
    }

    [Fact]
    public void A_refresh_does_not_begin_the_count_anew()
    {
        _watch.Configure(expecting: true, TimeSpan.FromSeconds(3), _now);
        Pass(2);
        _watch.Configure(expecting: true, TimeSpan.FromSeconds(3), _now);
        Pass(1.1).Should().Be(1);
    }

    [Fact]
    public void Zero_switches_it_off()
    {
        _watch.Configure(expecting: true, TimeSpan.Zero, _now);
        Pass(100).Should().Be(0);
    }

    [Fact]
    public void A_machine_that_stood_still_does_not_blame_the_peer()
    {
        _watch.Configure(expecting: true, TimeSpan.FromSeconds(3), _now);
        _now += TimeSpan.FromMinutes(1);
        _watch.Check(_now, out _).Should().BeFalse();
    }

    private int Pass(double seconds)
    {
        var told = 0;
        for (var end = _now + TimeSpan.FromSeconds(seconds); _now < end; )
        {
            _now += TimeSpan.FromMilliseconds(100);
            told += _watch.Check(_now, out _) ? 1 : 0;
        }
        return told;
    }
}
