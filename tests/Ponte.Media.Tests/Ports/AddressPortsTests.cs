using System.Net;
using Ponte.Media.Ports;
using Ponte.Media.Sockets;

namespace Ponte.Media.Tests.Ports;

public sealed class AddressPortsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_pair_that_is_given_back_can_be_opened_again_after_its_rest()
    {
        var address = new MediaAddress("default", IPAddress.Loopback, 18_200, 18_201);
        var ports = new AddressPorts(address, TimeSpan.FromSeconds(5), SocketSystem.Choose(portable: false, out _), _time);
        ports.TryOpen(out var rtp, out var rtcp, out _).Should().BeTrue();
        rtp!.Local.Should().Be(new IPEndPoint(IPAddress.Loopback, 18_200));
        rtcp!.Local.Should().Be(new IPEndPoint(IPAddress.Loopback, 18_201));
        rtp.Dispose();
        rtcp.Dispose();
        ports.GiveBack(18_200);

        ports.TryOpen(out _, out _, out var reason).Should().BeFalse();
        reason.Should().Contain("in use or at rest");
        _time.Pass(TimeSpan.FromSeconds(5));
        ports.TryOpen(out rtp, out rtcp, out _).Should().BeTrue();
        rtp!.Dispose();
        rtcp!.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_address_that_is_not_ours_is_told_in_words(bool portable)
    {
        var address = new MediaAddress("default", IPAddress.Parse("192.0.2.77"), 18_200, 18_299);
        var ports = new AddressPorts(address, TimeSpan.Zero, SocketSystem.Choose(portable, out _), _time);
        ports.TryOpen(out var rtp, out var rtcp, out var reason).Should().BeFalse();
        rtp.Should().BeNull();
        rtcp.Should().BeNull();
        reason.Should().Contain("192.0.2.77");
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks = 1000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
