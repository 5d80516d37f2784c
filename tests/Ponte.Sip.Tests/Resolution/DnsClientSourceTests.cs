using Ponte.Sip.Resolution;
using static Ponte.Sip.Tests.Resolution.DnsServer;

namespace Ponte.Sip.Tests.Resolution;

/// <summary>Real queries to a name server on loopback: every kind of record, and every kind of failure as a value.</summary>
public sealed class DnsClientSourceTests
{
    private const int Cname = 5;

    private static async Task<DnsAnswer> Ask(DnsReply reply, string name, DnsRecordKind kind)
    {
        using var server = new DnsServer((_, _) => reply);
        var source = new DnsClientSource(TimeProvider.System, [server.Address], TimeSpan.FromSeconds(reply.IsSilent ? 0.3 : 15));
        return await source.QueryAsync(name, kind, CancellationToken.None);
    }

    [Fact]
    public async Task Addresses_behind_an_alias_are_read()
    {
        var reply = new DnsReply(
            Record("www.x.example", Cname, 30, Name("x.example")),
            Record("x.example", 1, 60, [192, 0, 2, 1]),
            Record("x.example", 1, 60, [192, 0, 2, 2])
        );
        var answer = await Ask(reply, "www.x.example", DnsRecordKind.A);
        answer.Status.Should().Be(DnsStatus.Success);
        answer.Records.OfType<AliasRecord>().Should().ContainSingle().Which.Target.TrimEnd('.').Should().Be("x.example");
        answer.Records.OfType<AddressRecord>().Select(a => a.Address.ToString()).Should().Equal("192.0.2.1", "192.0.2.2");
        answer.Records[0].TimeToLive.Should().Be(TimeSpan.FromSeconds(30));
        DnsAnswerFilter.Take(answer, "www.x.example", DnsRecordKind.A, 10).Records.Should().HaveCount(2);
    }

    [Fact]
    public async Task IPv6_addresses_are_read()
    {
        var reply = new DnsReply(Record("x.example", 28, 60, [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]));
        var answer = await Ask(reply, "x.example", DnsRecordKind.Aaaa);
        answer.Records.OfType<AddressRecord>().Should().ContainSingle().Which.Address.ToString().Should().Be("2001:db8::1");
    }

    [Fact]
    public async Task Servers_are_read()
    {
        var reply = new DnsReply(
            Record("_sip._udp.x.example", 33, 60, [.. Number(10), .. Number(60), .. Number(5062), .. Name("a.x.example")]),
            Record("_sip._udp.x.example", 33, 60, [.. Number(0), .. Number(0), .. Number(0), .. Name(".")])
        );
        var answer = await Ask(reply, "_sip._udp.x.example", DnsRecordKind.Srv);
        var servers = answer.Records.OfType<SrvRecord>().ToList();
        servers.Should().HaveCount(2);
        (servers[0].Priority, servers[0].Weight, servers[0].Port, servers[0].Target.TrimEnd('.'))
            .Should()
            .Be((10, 60, 5062, "a.x.example"));
        servers[1].Target.Should().Be(".");
    }

    [Fact]
    public async Task Services_are_read()
    {
        var data = (byte[])[.. Number(10), .. Number(20), .. Text("s"), .. Text("SIPS+D2T"), .. Text(""), .. Name("_sips._tcp.x.example")];
        var answer = await Ask(new DnsReply(Record("x.example", 35, 60, data)), "x.example", DnsRecordKind.Naptr);
        var service = answer.Records.OfType<NaptrRecord>().Should().ContainSingle().Subject;
        (service.Order, service.Preference, service.Flags, service.Services, service.Regexp).Should().Be((10, 20, "s", "SIPS+D2T", ""));
        service.Replacement.TrimEnd('.').Should().Be("_sips._tcp.x.example");
    }

    [Theory]
    [InlineData(0, DnsStatus.Success)]
    [InlineData(3, DnsStatus.NoSuchName)]
    [InlineData(2, DnsStatus.ServerFailure)]
    [InlineData(5, DnsStatus.ServerFailure)]
    public async Task Answer_without_records_says_why(int code, DnsStatus expected)
    {
        var answer = await Ask(new DnsReply { Code = code }, "x.example", DnsRecordKind.A);
        answer.Status.Should().Be(expected);
        answer.Records.Should().BeEmpty();
    }

    [Fact]
    public async Task Silent_server_is_a_time_out()
    {
        (await Ask(new DnsReply { IsSilent = true }, "x.example", DnsRecordKind.A)).Status.Should().Be(DnsStatus.TimedOut);
    }

    [Fact]
    public async Task Answer_that_is_cut_off_is_asked_for_again_by_TCP()
    {
        var records = Enumerable.Range(1, 60).Select(i => Record("x.example", 1, 60, [192, 0, 2, (byte)i])).ToArray();
        using var server = new DnsServer((_, _) => new DnsReply(records) { IsCut = true });
        var source = new DnsClientSource(TimeProvider.System, [server.Address], TimeSpan.FromSeconds(15));
        var answer = await source.QueryAsync("x.example", DnsRecordKind.A, CancellationToken.None);
        answer.Records.Should().HaveCount(60);
        server.TcpQueries.Should().BePositive();
    }

    [Fact]
    public async Task Garbage_is_a_failure_and_never_an_exception()
    {
        var random = new Random(3);
        for (var i = 0; i < 20; i++)
        {
            var garbage = new byte[random.Next(1, 200)];
            random.NextBytes(garbage);
            garbage[0] |= 0x80; // an answer, whatever it holds
            var answer = await Ask(new DnsReply { Garbage = garbage }, "x.example", DnsRecordKind.A);
            answer.Records.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Machine_without_name_servers_gets_a_failure()
    {
        var answer = await new DnsClientSource(
            TimeProvider.System,
            [new(System.Net.IPAddress.Parse("127.0.0.1"), 9)],
            TimeSpan.FromMilliseconds(200)
        ).QueryAsync("x.example", DnsRecordKind.A, CancellationToken.None);
        answer.Status.Should().BeOneOf(DnsStatus.TimedOut, DnsStatus.ServerFailure);
    }
}
