using System.Net;
using Ponte.Sip.Resolution;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Resolution;

/// <summary>RFC 3263 section 4 by table: question, what the DNS holds, addresses in their order.</summary>
public sealed class SipResolverTests
{
    private readonly VirtualTime _time = new();
    private readonly FakeDns _dns = new();
    private SipResolverOptions _options = new() { UseIPv6 = true };

    private SipResolver Resolver(Func<int, int>? random = null, string hosts = "/nonexistent") =>
        new(_dns, new HostsFile(hosts, _time), _options, _time, random ?? (_ => 0));

    private async Task<string> Resolve(string host, int? port = null, TransportProtocol? transport = null, bool secure = false)
    {
        var result = await Resolver().ResolveAsync(new ResolveRequest(host, port, transport, secure), CancellationToken.None);
        return Print(result);
    }

    private static string Print(ResolveResult result) =>
        result.IsSuccess ? string.Join(' ', result.Hops.Select(h => $"{h.Protocol.UriName()}:{h.Address}")) : result.FailureKind.ToString();

    private FakeDns Carrier() =>
        _dns.Naptr("carrier.example", 20, 10, "SIP+D2U", "_sip._udp.carrier.example")
            .Naptr("carrier.example", 10, 20, "SIP+D2T", "_sip._tcp.carrier.example")
            .Naptr("carrier.example", 10, 10, "SIPS+D2T", "_sips._tcp.carrier.example")
            .Srv("_sip._udp.carrier.example", 1, 0, 5060, "u.carrier.example")
            .Srv("_sip._tcp.carrier.example", 1, 0, 5070, "t.carrier.example")
            .Srv("_sips._tcp.carrier.example", 1, 0, 5071, "s.carrier.example")
            .Address("u.carrier.example", "192.0.2.1")
            .Address("t.carrier.example", "192.0.2.2")
            .Address("s.carrier.example", "192.0.2.3")
            .Address("carrier.example", "192.0.2.9");

    [Theory]
    [InlineData(null, null, false, "tls:192.0.2.3:5071 tcp:192.0.2.2:5070 udp:192.0.2.1:5060")]
    [InlineData(null, null, true, "tls:192.0.2.3:5071")]
    [InlineData(null, TransportProtocol.Tcp, false, "tcp:192.0.2.2:5070")]
    [InlineData(null, TransportProtocol.Tcp, true, "tls:192.0.2.3:5071")]
    [InlineData(null, TransportProtocol.Udp, false, "udp:192.0.2.1:5060")]
    [InlineData(null, TransportProtocol.Udp, true, "NoService")]
    [InlineData(5080, null, false, "udp:192.0.2.9:5080")]
    [InlineData(5080, null, true, "tls:192.0.2.9:5080")]
    [InlineData(5080, TransportProtocol.Tls, false, "tls:192.0.2.9:5080")]
    public async Task Domain_with_all_records(int? port, TransportProtocol? transport, bool secure, string expected)
    {
        Carrier();
        (await Resolve("Carrier.Example.", port, transport, secure)).Should().Be(expected);
    }

    [Theory]
    [InlineData("192.0.2.7", null, null, false, "udp:192.0.2.7:5060")]
    [InlineData("192.0.2.7", null, null, true, "tls:192.0.2.7:5061")]
    [InlineData("192.0.2.7", 5080, TransportProtocol.Tcp, false, "tcp:192.0.2.7:5080")]
    [InlineData("[2001:db8::7]", null, TransportProtocol.Tls, false, "tls:[2001:db8::7]:5061")]
    [InlineData("2001:db8::7", 5062, null, false, "udp:[2001:db8::7]:5062")]
    public async Task Address_is_taken_as_it_is(string host, int? port, TransportProtocol? transport, bool secure, string expected)
    {
        (await Resolve(host, port, transport, secure)).Should().Be(expected);
        _dns.Queries.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("pippo;transport=tcp")]
    [InlineData("127.1@x")]
    [InlineData("[2001:db8::7")]
    public async Task Text_that_is_no_host_is_refused_without_a_query(string host)
    {
        (await Resolve(host)).Should().Be("BadName");
        _dns.Queries.Should().BeEmpty();
    }

    [Fact]
    public async Task Numbers_that_look_like_an_address_are_a_name()
    {
        (await Resolve("2130706433")).Should().Be("NotFound");
        _dns.Queries.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Without_NAPTR_the_servers_of_every_transport_follow_each_other()
    {
        _dns.Srv("_sip._tcp.x.example", 1, 0, 5070, "t.x.example")
            .Srv("_sip._udp.x.example", 1, 0, 5062, "u.x.example")
            .Address("t.x.example", "192.0.2.2")
            .Address("u.x.example", "192.0.2.1");
        (await Resolve("x.example")).Should().Be("udp:192.0.2.1:5062 tcp:192.0.2.2:5070");
    }

    [Fact]
    public async Task Without_NAPTR_and_SRV_the_name_itself_is_asked_for()
    {
        _dns.Address("x.example", "192.0.2.1", "2001:db8::1", "192.0.2.2");
        (await Resolve("x.example")).Should().Be("udp:192.0.2.1:5060 udp:192.0.2.2:5060 udp:[2001:db8::1]:5060");
        (await Resolve("x.example", secure: true)).Should().Be("tls:192.0.2.1:5061 tls:192.0.2.2:5061 tls:[2001:db8::1]:5061");
    }

    [Theory]
    [InlineData("s", "SIP+D2S", "")]
    [InlineData("u", "SIP+D2U", "")]
    [InlineData("s", "SIP+D2U", "!^.*$!sip:elsewhere.example!")]
    [InlineData("s", "E2U+sip", "")]
    public async Task NAPTR_that_does_not_fit_is_passed_over(string flags, string services, string regexp)
    {
        _dns.Naptr("x.example", 1, 1, services, "_other.x.example", flags, regexp)
            .Srv("_other.x.example", 1, 1, 1, "wrong.example")
            .Address("wrong.example", "192.0.2.66")
            .Address("x.example", "192.0.2.1");
        (await Resolve("x.example")).Should().Be("udp:192.0.2.1:5060");
    }

    [Fact]
    public async Task Transport_that_we_do_not_have_is_passed_over()
    {
        Carrier();
        _options = _options with { Transports = [TransportProtocol.Udp] };
        (await Resolve("carrier.example")).Should().Be("udp:192.0.2.1:5060");
    }

    [Fact]
    public async Task Dot_as_target_says_that_there_is_no_service()
    {
        _dns.Srv("_sip._udp.x.example", 0, 0, 0, ".").Address("x.example", "192.0.2.1");
        (await Resolve("x.example", transport: TransportProtocol.Udp)).Should().Be("NoService");
    }

    [Fact]
    public async Task Lower_priority_number_is_tried_first_and_weights_draw_among_equals()
    {
        _dns.Srv("_sip._udp.x.example", 20, 0, 5060, "d.x.example")
            .Srv("_sip._udp.x.example", 10, 60, 5060, "a.x.example")
            .Srv("_sip._udp.x.example", 10, 30, 5060, "b.x.example")
            .Srv("_sip._udp.x.example", 10, 10, 5060, "c.x.example")
            .Address("a.x.example", "192.0.2.1")
            .Address("b.x.example", "192.0.2.2")
            .Address("c.x.example", "192.0.2.3")
            .Address("d.x.example", "192.0.2.4");
        var draws = new Queue<int>([100, 61, 0, 0]);
        var bounds = new List<int>();
        var resolver = Resolver(bound =>
        {
            bounds.Add(bound);
            return draws.Dequeue();
        });
        var result = await resolver.ResolveAsync(new ResolveRequest("x.example", null, TransportProtocol.Udp), CancellationToken.None);
        Print(result).Should().Be("udp:192.0.2.3:5060 udp:192.0.2.2:5060 udp:192.0.2.1:5060 udp:192.0.2.4:5060");
        bounds.Should().Equal(101, 91, 61, 1);
    }

    [Fact]
    public void Weights_share_the_first_place_in_proportion()
    {
        var records = new[] { 70, 20, 10, 0 }.Select((w, i) => new SrvRecord("x", TimeSpan.Zero, 1, w, 5060, $"{i}.x")).ToList();
        var random = new Random(7);
        var first = Enumerable
            .Range(0, 10_000)
            .Select(_ => SrvOrder.Arrange(records, random.Next)[0].Weight)
            .CountBy(w => w)
            .ToDictionary();
        first[70].Should().BeInRange(6_700, 7_200);
        first[20].Should().BeInRange(1_800, 2_200);
        first[10].Should().BeInRange(800, 1_200);
        first[0].Should().BeInRange(1, 250);
    }

    [Fact]
    public async Task Server_without_address_is_passed_over()
    {
        _dns.Srv("_sip._tcp.x.example", 1, 0, 5060, "gone.x.example")
            .Srv("_sip._tcp.x.example", 2, 0, 5060, "there.x.example")
            .Address("there.x.example", "192.0.2.2");
        (await Resolve("x.example", transport: TransportProtocol.Tcp)).Should().Be("tcp:192.0.2.2:5060");
    }

    [Fact]
    public async Task Name_to_prove_is_the_one_asked_for_not_the_one_the_DNS_led_to()
    {
        Carrier();
        var result = await Resolver().ResolveAsync(new ResolveRequest("carrier.example", null, null, true), CancellationToken.None);
        result.Hops.Should().ContainSingle().Which.ServerName.Should().Be("carrier.example");
        result
            .Hops[0]
            .ToTarget("teams")
            .Should()
            .Be(new SipTarget(TransportProtocol.Tls, IPEndPoint.Parse("192.0.2.3:5071"), "carrier.example", "teams"));
        new ResolvedHop(TransportProtocol.Udp, IPEndPoint.Parse("192.0.2.3:5071"), "x").ToTarget("default").ServerName.Should().BeEmpty();
    }

    [Fact]
    public async Task Address_family_not_in_use_is_left_out()
    {
        _dns.Address("x.example", "192.0.2.1", "2001:db8::1");
        _options = _options with { UseIPv6 = false };
        (await Resolve("x.example", 5060)).Should().Be("udp:192.0.2.1:5060");
        (await Resolve("2001:db8::1", 5060)).Should().Be("NotFound");
        _options = _options with { UseIPv4 = false, UseIPv6 = true };
        (await Resolve("x.example", 5060)).Should().Be("udp:[2001:db8::1]:5060");
        _dns.Queries.Select(q => q.Kind).Should().Equal(DnsRecordKind.A, DnsRecordKind.Aaaa);
    }

    [Fact]
    public async Task Hosts_file_wins_over_the_DNS_and_needs_no_query()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "# comment\n127.0.0.2\tsip.pstnhub.microsoft.com  Hub # first\n::2 hub\nnonsense line\n");
            var resolver = Resolver(hosts: path);
            var result = await resolver.ResolveAsync(new("SIP.pstnhub.microsoft.com", 5061, TransportProtocol.Tls), CancellationToken.None);
            Print(result).Should().Be("tls:127.0.0.2:5061");
            Print(await resolver.ResolveAsync(new("hub", null, null), CancellationToken.None))
                .Should()
                .Be("udp:127.0.0.2:5060 udp:[::2]:5060");
            _dns.Queries.Should().BeEmpty();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Hosts_file_gives_the_address_of_a_server_that_the_DNS_names()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "127.0.0.3 s.carrier.example\n");
            Carrier();
            var result = await Resolver(hosts: path).ResolveAsync(new("carrier.example", null, null, true), CancellationToken.None);
            Print(result).Should().Be("tls:127.0.0.3:5071");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Number_of_addresses_is_limited()
    {
        foreach (var i in Enumerable.Range(1, 60))
        {
            _dns.Address("many.example", $"192.0.2.{i}");
        }
        var result = await Resolver().ResolveAsync(new("many.example", 5060, null), CancellationToken.None);
        result.Hops.Should().HaveCount(_options.MaxHops);
    }

    [Fact]
    public async Task Number_of_queries_of_one_resolution_is_limited()
    {
        foreach (var i in Enumerable.Range(1, 60))
        {
            _dns.Srv("_sip._udp.many.example", i, 0, 5060, $"gone{i}.many.example");
        }
        (await Resolve("many.example", transport: TransportProtocol.Udp)).Should().Be("NotFound");
        _dns.Queries.Should().HaveCountLessThanOrEqualTo(1 + (_options.MaxTargets * 2) + 2);
    }
}
