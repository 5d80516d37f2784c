using System.Net;
using Ponte.Media.Sockets;

namespace Ponte.Media.Tests.Sockets;

public sealed class PeerAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", 4000)]
    [InlineData("2001:db8::7", 65535)]
    [InlineData("fe80::1%3", 1)]
    public void An_end_point_survives_the_way_through_a_socket_address(string address, int port)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), port);
        var value = PeerAddress.From(endPoint);
        Span<byte> bytes = stackalloc byte[PeerAddress.MaximumSocketAddressBytes];
        var length = value.WriteSocketAddress(bytes);

        PeerAddress.ReadSocketAddress(bytes[..length]).Should().Be(value);
        value.ToEndPoint().Should().Be(endPoint);
    }

    [Fact]
    public void A_mapped_address_is_the_ipv4_address() =>
        PeerAddress
            .From(new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.7"), 9))
            .Should()
            .Be(PeerAddress.From(new IPEndPoint(IPAddress.Parse("192.0.2.7"), 9)));

    [Theory]
    [InlineData("0.0.0.0", 4000)]
    [InlineData("::", 4000)]
    [InlineData("192.0.2.7", 0)]
    public void Wildcards_and_port_zero_name_nobody(string address, int port) =>
        PeerAddress.From(new IPEndPoint(IPAddress.Parse(address), port)).IsNone.Should().BeTrue();

    [Fact]
    public void What_is_no_internet_address_names_nobody()
    {
        PeerAddress.ReadSocketAddress(new byte[28]).IsNone.Should().BeTrue();
        PeerAddress.ReadSocketAddress([2, 0]).IsNone.Should().BeTrue();
    }
}
