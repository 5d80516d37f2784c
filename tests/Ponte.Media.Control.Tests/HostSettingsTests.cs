using System.Net;
using CsCheck;
using Ponte.Media.Hosting;

namespace Ponte.Media.Control.Tests;

public sealed class HostSettingsTests
{
    private static readonly Gen<MediaAddress> Address = Gen.Select(
        Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]).Where(b => b.Any(x => x != 0)),
        Gen.Int[512, 30_000],
        Gen.Int[1, 2000],
        Gen.Bool,
        (bytes, first, pairs, advertised) =>
            new MediaAddress(
                "a",
                new IPAddress(bytes),
                first * 2,
                (first * 2) + (pairs * 2) - 1,
                advertised ? new IPAddress(bytes.Reverse().ToArray()) : null
            )
    );

    [Fact]
    public void Settings_become_arguments_and_come_back()
    {
        Gen.Select(Address, Address, Gen.Int[0, 256], Gen.Int[0, 600], Gen.Int[100, 5000], Gen.Bool)
            .Sample(
                (first, second, workers, rest, pause, flag) =>
                {
                    var settings = new MediaHostSettings
                    {
                        SocketPath = "/run/ponte/media socket",
                        Engine = new MediaOptions
                        {
                            Addresses = [first, second with { Name = "teams", Bind = IPAddress.Parse("192.0.2.77"), Advertised = null }],
                            Workers = workers,
                            PortRest = TimeSpan.FromSeconds(rest / 2.0),
                            LongestPause = TimeSpan.FromMicroseconds(pause),
                            MaximumStreams = workers + 1,
                            PortableSockets = flag,
                        },
                        Detach = flag,
                        LogFile = flag ? "/var/log/x y" : null,
                        IdleTime = flag ? TimeSpan.FromSeconds(2.5) : null,
                        OrphanTime = flag ? null : TimeSpan.FromHours(1),
                    };
                    var read = MediaHostArguments.Parse(settings.ToArguments(), _ => null, out var errors);
                    errors.Should().BeEmpty();
                    read.Should().BeEquivalentTo(settings);
                    return read!.Description.Equals(settings.Description, StringComparison.Ordinal);
                },
                iter: 200
            );
    }

    [Fact]
    public void Environment_gives_what_the_arguments_do_not()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PONTE_MEDIA_SOCKET"] = "/run/x",
            ["PONTE_MEDIA_ADDRESS"] = "default=192.0.2.5:20000-29999,203.0.113.7 six=[2001:db8::1]:20000-29999",
            ["PONTE_MEDIA_WORKERS"] = "3",
            ["PONTE_MEDIA_PORTABLE_SOCKETS"] = "true",
            ["PONTE_MEDIA_DETACH"] = "0",
        };

        var settings = MediaHostArguments.Parse(["--workers", "2"], environment.GetValueOrDefault, out _)!;

        settings.SocketPath.Should().Be("/run/x");
        settings
            .Engine.Addresses.Should()
            .Equal(
                new MediaAddress("default", IPAddress.Parse("192.0.2.5"), 20_000, 29_999, IPAddress.Parse("203.0.113.7")),
                new MediaAddress("six", IPAddress.Parse("2001:db8::1"), 20_000, 29_999)
            );
        (settings.Engine.Workers, settings.Engine.PortableSockets, settings.Detach).Should().Be((2, true, false));
    }

    [Fact]
    public void All_errors_are_told_at_once_with_the_argument()
    {
        MediaHostArguments
            .Parse(["--nonsense", "--address", "x", "--workers", "many", "--port-rest", "-1", "--log"], _ => null, out var errors)
            .Should()
            .BeNull();

        errors.Should().HaveCount(6);
        foreach (var name in new[] { "--nonsense", "--address", "--workers", "--port-rest", "--log", "--socket" })
        {
            errors.Should().ContainSingle(e => e.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Bounds_of_the_engine_are_told_too()
    {
        MediaHostArguments
            .Parse(["--socket", "/x", "--address", "default=0.0.0.0:20001-19999", "--workers", "900"], _ => null, out var errors)
            .Should()
            .BeNull();
        errors.Should().HaveCount(4);
    }
}
