using System.Net;
using System.Net.Sockets;
using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;

namespace Ponte.Pbx.Tests.Routing;

/// <summary>Which of the machine's media addresses a leg gets.</summary>
public sealed class MediaAddressTests
{
    private static readonly PbxSettings Settings = new()
    {
        Listeners = [],
        MediaAddresses =
        [
            ("default", AddressFamily.InterNetwork),
            ("lan6", AddressFamily.InterNetworkV6),
            ("phones", AddressFamily.InterNetwork),
            ("vox", AddressFamily.InterNetworkV6),
        ],
    };

    [Theory]
    [InlineData("192.0.2.1", "phones")]
    [InlineData("::ffff:192.0.2.1", "phones")]
    [InlineData("2001:db8::1", "lan6")]
    public void A_phone_gets_one_of_its_own_family(string phone, string expected) =>
        Settings.MediaAddressForPhone(IPAddress.Parse(phone)).Should().Be(expected);

    [Theory]
    [InlineData("vox", null, "vox")] // only the peer's name is known: the name of the address says it
    [InlineData("vox", "2001:db8::1", "vox")]
    [InlineData("vox", "192.0.2.1", "default")]
    [InlineData("other", null, "default")]
    [InlineData("other", "2001:db8::1", "lan6")]
    public void A_line_gets_one_of_its_peers_family(string line, string? peer, string expected) =>
        Settings.MediaAddressFor(new TrunkSettings { Name = line }, peer is null ? null : IPAddress.Parse(peer)).Should().Be(expected);

    [Fact]
    public void Where_there_is_none_of_the_family_the_named_one_is_taken() =>
        new PbxSettings { Listeners = [] }
            .MediaAddressForPhone(IPAddress.IPv6Loopback)
            .Should()
            .Be("default");
}
