using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Resolution;

/// <summary>What a caller is told when there is no address, and the hosts file as it changes.</summary>
public sealed class ResolverFailureTests
{
    private readonly VirtualTime _time = new();
    private readonly FakeDns _dns = new();
    private readonly SipResolverOptions _options = new();

    private SipResolver Resolver() => new(_dns, new HostsFile("/nonexistent", _time), _options, _time, _ => 0);

    [Fact]
    public async Task Name_without_records_is_not_found()
    {
        var result = await Resolver().ResolveAsync(new("none.example", null, null), CancellationToken.None);
        result.FailureKind.Should().Be(ResolveFailureKind.NotFound);
        result.Detail.Should().Contain("none.example");
    }

    [Theory]
    [InlineData(DnsStatus.TimedOut, ResolveFailureKind.TimedOut)]
    [InlineData(DnsStatus.ServerFailure, ResolveFailureKind.ServerFailure)]
    public async Task Failing_servers_are_told_from_a_name_that_is_not_there(DnsStatus status, ResolveFailureKind expected)
    {
        _dns.Set("x.example", DnsRecordKind.A, DnsAnswer.Failed(status, "name server answers Refused"));
        var result = await Resolver().ResolveAsync(new("x.example", 5060, null), CancellationToken.None);
        result.FailureKind.Should().Be(expected);
        result.Detail.Should().Contain("x.example").And.Contain("Refused");
    }

    [Fact]
    public async Task Failing_NAPTR_query_does_not_hide_addresses()
    {
        _dns.Set("x.example", DnsRecordKind.Naptr, DnsAnswer.Failed(DnsStatus.ServerFailure, "name server answers NotImplemented"))
            .Address("x.example", "192.0.2.1");
        var result = await Resolver().ResolveAsync(new("x.example", null, null), CancellationToken.None);
        result.Hops.Should().ContainSingle();
    }

    [Fact]
    public async Task Whole_resolution_has_a_time_limit()
    {
        _dns.Delay = (_, _) => Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
        var resolution = Resolver().ResolveAsync(new("x.example", null, null), CancellationToken.None).AsTask();
        _time.Advance(_options.Timeout);
        var result = await resolution.WaitAsync(TimeSpan.FromSeconds(20));
        result.FailureKind.Should().Be(ResolveFailureKind.TimedOut);
    }

    [Fact]
    public async Task Caller_can_give_up()
    {
        _dns.Delay = (_, _) => Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
        using var patience = new CancellationTokenSource();
        var resolution = Resolver().ResolveAsync(new("x.example", null, null), patience.Token).AsTask();
        await patience.CancelAsync();
        (await resolution.WaitAsync(TimeSpan.FromSeconds(20))).FailureKind.Should().Be(ResolveFailureKind.Cancelled);
    }

    [Fact]
    public void Changed_hosts_file_is_noticed()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "127.0.0.2 hub.example\n");
            var hosts = new HostsFile(path, _time);
            hosts.Find("hub.example").Select(a => a.ToString()).Should().Equal("127.0.0.2");
            File.WriteAllText(path, "127.0.0.30 hub.example\n");
            hosts.Find("hub.example").Select(a => a.ToString()).Should().Equal("127.0.0.2");
            _time.Advance(TimeSpan.FromSeconds(1));
            hosts.Find("hub.example").Select(a => a.ToString()).Should().Equal("127.0.0.30");
            File.Delete(path);
            _time.Advance(TimeSpan.FromSeconds(1));
            hosts.Find("hub.example").Should().BeEmpty();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Localhost_needs_no_file() =>
        new HostsFile("/nonexistent", _time).Find("LOCALHOST").Select(a => a.ToString()).Should().Equal("127.0.0.1", "::1");

    [Fact]
    public async Task Random_names_and_records_never_throw()
    {
        var random = new Random(11);
        foreach (var _ in Enumerable.Range(0, 500))
        {
            var name = new string([.. Enumerable.Range(0, random.Next(0, 20)).Select(_ => (char)random.Next(1, 300))]);
            var dns = new FakeDns().Srv("_sip._udp.x.example", random.Next(-5, 70000), random.Next(0, 65536), random.Next(-5, 70000), name);
            var resolver = new SipResolver(dns, new HostsFile("/nonexistent", _time), _options, _time, random.Next);
            (await resolver.ResolveAsync(new(name, null, null), CancellationToken.None)).Should().NotBeNull();
            (await resolver.ResolveAsync(new("x.example", null, TransportProtocol.Udp), CancellationToken.None)).Should().NotBeNull();
        }
    }
}
