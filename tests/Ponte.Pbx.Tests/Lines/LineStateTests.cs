using Microsoft.Extensions.Time.Testing;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lines;

namespace Ponte.Pbx.Tests.Lines;

public sealed class LineStateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LineState _line;

    public LineStateTests()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _line = new LineState("carrier", _time);
    }

    [Fact]
    public void A_full_line_gives_no_channel_until_one_is_given_back()
    {
        var settings = new TrunkSettings { Name = "carrier", Channels = 2 };
        var first = _line.TakeIncoming(settings)!;
        _line.TakeOutgoing(settings).Should().NotBeNull();

        _line.TakeOutgoing(settings).Should().BeNull();
        _line.TakeIncoming(settings).Should().BeNull();

        first.Release();
        first.Release(); // a second release gives nothing back
        _line.ChannelsInUse.Should().Be(1);
        _line.TakeIncoming(settings).Should().NotBeNull();
    }

    [Fact]
    public void New_calls_to_a_line_keep_its_rate()
    {
        var settings = new TrunkSettings { Name = "carrier", CallsPerSecond = 2 };
        _line.TakeOutgoing(settings).Should().NotBeNull();
        _line.TakeOutgoing(settings).Should().NotBeNull();
        _line.TakeOutgoing(settings).Should().BeNull();

        _time.Advance(TimeSpan.FromMilliseconds(500));
        _line.TakeOutgoing(settings).Should().NotBeNull();
        _line.TakeOutgoing(settings).Should().BeNull();

        _line.TakeIncoming(settings).Should().NotBeNull("the rate is for calls that we send");
    }

    [Fact]
    public void Health_keeps_the_time_of_its_last_change()
    {
        _line.Note("sip:a", ProbeVerdict.Up).Should().BeTrue();
        var upSince = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(1));
        _line.Note("sip:a", ProbeVerdict.Up).Should().BeFalse();
        _line.StatusOf("sip:a").Should().Be(new PeerStatus("sip:a", PeerHealth.Up, "", upSince));

        _line.Note("sip:a", ProbeVerdict.Down("no answer in 4 s")).Should().BeTrue();
        _line.StatusOf("sip:a").Should().Be(new PeerStatus("sip:a", PeerHealth.Down, "no answer in 4 s", _time.GetUtcNow()));
    }
}
