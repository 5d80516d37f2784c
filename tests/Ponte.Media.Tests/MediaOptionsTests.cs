using System.Net;

namespace Ponte.Media.Tests;

public sealed class MediaOptionsTests
{
    private static readonly MediaAddress Good = new("default", IPAddress.Parse("192.0.2.1"), 20_000, 29_999);

    [Fact]
    public void Defaults_with_an_address_are_valid() =>
        new MediaOptions { Addresses = [Good] }
            .Validate()
            .Should()
            .BeEmpty();

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var options = new MediaOptions
        {
            Addresses =
            [
                Good,
                Good with
                {
                    FirstPort = 20_001,
                    LastPort = 20_000,
                    Bind = IPAddress.Any,
                },
                new MediaAddress("", IPAddress.Parse("192.0.2.2"), 20_000, 20_001, IPAddress.IPv6Loopback),
            ],
            Workers = -1,
            MaximumStreams = 0,
            PortRest = TimeSpan.FromSeconds(-1),
            LongestPause = TimeSpan.FromSeconds(1),
        };
        var errors = options.Validate();
        string[] named =
        [
            "once",
            "0.0.0.0",
            "FirstPort is 20001",
            "LastPort is 20000",
            "name",
            "Advertised",
            "Workers",
            "MaximumStreams",
            "PortRest",
            "LongestPause",
        ];
        foreach (var name in named)
        {
            errors.Should().Contain(e => e.Contains(name, StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public void No_address_is_an_error() => new MediaOptions().Validate().Should().ContainSingle();

    [Fact]
    public void Two_names_may_share_an_address_and_range_but_not_overlap_in_part()
    {
        new MediaOptions { Addresses = [Good, Good with { Name = "teams" }] }
            .Validate()
            .Should()
            .BeEmpty();
        new MediaOptions { Addresses = [Good, Good with { Name = "teams", FirstPort = 25_000 }] }
            .Validate()
            .Should()
            .ContainSingle();
        new MediaOptions { Addresses = [Good, Good with { Name = "teams", FirstPort = 30_000, LastPort = 30_999 }] }
            .Validate()
            .Should()
            .BeEmpty();
    }
}
