using System.Net;
using Ponte.Sip.Resolution;
using Ponte.TestKit;

namespace Ponte.Sip.Tests.Resolution;

/// <summary>The cache in front of the name servers, and what it takes from their answers.</summary>
public sealed class DnsLookupTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly VirtualTime _time = new();
    private readonly FakeDns _dns = new();
    private readonly SipResolverOptions _options = new() { MaxCacheEntries = 16 };
    private readonly DnsLookup _lookup;

    public DnsLookupTests() => _lookup = new DnsLookup(_dns, _options, _time);

    private async Task<string> Ask(string name, DnsRecordKind kind = DnsRecordKind.A)
    {
        var answer = await _lookup.QueryAsync(name, kind, CancellationToken.None);
        return answer.Records.IsEmpty ? answer.Status.ToString() : string.Join(' ', answer.Of<AddressRecord>().Select(a => a.Address));
    }

    [Fact]
    public async Task Answer_is_kept_for_its_time_to_live()
    {
        _dns.Add("x.example", DnsRecordKind.A, new AddressRecord("x.example", TimeSpan.FromSeconds(60), IPAddress.Parse("192.0.2.1")))
            .Add("x.example", DnsRecordKind.A, new AddressRecord("x.example", TimeSpan.FromSeconds(20), IPAddress.Parse("192.0.2.2")));
        (await Ask("x.example")).Should().Be("192.0.2.1 192.0.2.2");
        _time.Advance(TimeSpan.FromSeconds(19));
        await Ask("x.example");
        _dns.Queries.Should().HaveCount(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Ask("x.example");
        _dns.Queries.Should().HaveCount(2, "the shortest time to live counts");
    }

    [Fact]
    public async Task Time_to_live_is_capped()
    {
        _dns.Add("x.example", DnsRecordKind.A, new AddressRecord("x.example", TimeSpan.FromDays(365), IPAddress.Parse("192.0.2.1")));
        await Ask("x.example");
        _time.Advance(_options.MaxTimeToLive);
        await Ask("x.example");
        _dns.Queries.Should().HaveCount(2);
    }

    [Fact]
    public async Task Absence_is_kept_for_a_short_time()
    {
        (await Ask("none.example")).Should().Be("NoSuchName");
        (await Ask("none.example")).Should().Be("NoSuchName");
        _dns.Queries.Should().HaveCount(1);
        _time.Advance(_options.NegativeTimeToLive);
        _dns.Address("none.example", "192.0.2.1");
        (await Ask("none.example")).Should().Be("192.0.2.1");
    }

    [Theory]
    [InlineData(DnsStatus.TimedOut)]
    [InlineData(DnsStatus.ServerFailure)]
    public async Task Failing_servers_leave_the_last_answer_in_use(DnsStatus failure)
    {
        _dns.Address("x.example", "192.0.2.1");
        await Ask("x.example");
        _dns.Set("x.example", DnsRecordKind.A, DnsAnswer.Failed(failure, "down"));
        _time.Advance(Hour);
        (await Ask("x.example")).Should().Be("192.0.2.1");
        _time.Advance(_options.StaleTime);
        (await Ask("x.example")).Should().Be(failure.ToString());
    }

    [Fact]
    public async Task Failure_is_not_asked_for_again_at_once()
    {
        _dns.Set("x.example", DnsRecordKind.A, DnsAnswer.Failed(DnsStatus.ServerFailure, "down"));
        await Ask("x.example");
        await Ask("x.example");
        _dns.Queries.Should().HaveCount(1);
        _time.Advance(_options.FailureTimeToLive);
        await Ask("x.example");
        _dns.Queries.Should().HaveCount(2);
    }

    [Fact]
    public async Task Records_of_other_names_are_not_believed()
    {
        _dns.Set(
            "x.example",
            DnsRecordKind.A,
            DnsAnswer.Of(
                new AddressRecord("bank.example", Hour, IPAddress.Parse("192.0.2.66")),
                new AddressRecord("X.example.", Hour, IPAddress.Parse("192.0.2.1")),
                new AliasRecord("other.example", Hour, "bank.example")
            )
        );
        (await Ask("x.example")).Should().Be("192.0.2.1");
        (await Ask("bank.example")).Should().Be("NoSuchName");
    }

    [Fact]
    public async Task Alias_is_followed_and_its_time_to_live_counts()
    {
        _dns.Set(
            "x.example",
            DnsRecordKind.A,
            DnsAnswer.Of(
                new AliasRecord("x.example", TimeSpan.FromSeconds(10), "y.example"),
                new AliasRecord("y.example", Hour, "z.example"),
                new AddressRecord("z.example", Hour, IPAddress.Parse("192.0.2.1"))
            )
        );
        (await Ask("x.example")).Should().Be("192.0.2.1");
        _time.Advance(TimeSpan.FromSeconds(10));
        await Ask("x.example");
        _dns.Queries.Should().HaveCount(2);
    }

    [Fact]
    public async Task Aliases_in_a_circle_end()
    {
        _dns.Set(
            "x.example",
            DnsRecordKind.A,
            DnsAnswer.Of(new AliasRecord("x.example", Hour, "y.example"), new AliasRecord("y.example", Hour, "x.example"))
        );
        (await Ask("x.example")).Should().Be("Success");
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.1.75")]
    public async Task Addresses_that_no_peer_can_have_are_dropped(string address)
    {
        _dns.Address("x.example", address);
        (await Ask("x.example")).Should().Be("Success");
    }

    [Theory]
    [InlineData("", 5060)]
    [InlineData("a..b", 5060)]
    [InlineData("ok.example", 0)]
    [InlineData("ok.example", 70000)]
    public async Task Servers_that_make_no_sense_are_dropped(string target, int port)
    {
        _dns.Srv("_sip._udp.x.example", 1, 1, port, target);
        var answer = await _lookup.QueryAsync("_sip._udp.x.example", DnsRecordKind.Srv, CancellationToken.None);
        answer.Of<SrvRecord>().Where(s => s.Target.Length > 0).Should().BeEmpty();
    }

    [Fact]
    public async Task Oversized_answer_is_cut()
    {
        foreach (var i in Enumerable.Range(0, 500))
        {
            _dns.Address("x.example", $"10.0.{i / 250}.{1 + (i % 250)}");
        }
        var answer = await _lookup.QueryAsync("x.example", DnsRecordKind.A, CancellationToken.None);
        answer.Records.Should().HaveCount(_options.MaxRecords);
    }

    [Fact]
    public async Task Cache_does_not_grow_beyond_its_bound()
    {
        foreach (var i in Enumerable.Range(0, 100))
        {
            await Ask($"n{i}.example");
            _lookup.Count.Should().BeLessThanOrEqualTo(16);
        }
    }

    [Fact]
    public async Task Equal_queries_at_the_same_time_are_one()
    {
        var answer = new TaskCompletionSource();
        _dns.Address("x.example", "192.0.2.1").Delay = (_, _) => answer.Task;
        var first = _lookup.QueryAsync("x.example", DnsRecordKind.A, CancellationToken.None).AsTask();
        using var patience = new CancellationTokenSource();
        var second = _lookup.QueryAsync("x.example", DnsRecordKind.A, patience.Token).AsTask();
        var third = _lookup.QueryAsync("x.example", DnsRecordKind.A, CancellationToken.None).AsTask();
        await patience.CancelAsync();
        await second.Awaiting(t => t).Should().ThrowAsync<OperationCanceledException>();
        answer.SetResult();
        (await first).Records.Should().HaveCount(1);
        (await third).Records.Should().HaveCount(1);
        _dns.Queries.Should().HaveCount(1);
    }

    [Fact]
    public async Task Caller_that_gives_up_does_not_end_the_query_for_the_others()
    {
        var answer = new TaskCompletionSource();
        _dns.Address("x.example", "192.0.2.1").Delay = (_, _) => answer.Task;
        using var patience = new CancellationTokenSource();
        var first = _lookup.QueryAsync("x.example", DnsRecordKind.A, patience.Token).AsTask();
        var second = _lookup.QueryAsync("x.example", DnsRecordKind.A, CancellationToken.None).AsTask();
        await patience.CancelAsync();
        await first.Awaiting(t => t).Should().ThrowAsync<OperationCanceledException>();
        answer.SetResult();
        (await second).Records.Should().HaveCount(1);
    }

    [Fact]
    public async Task Silent_servers_are_a_time_out()
    {
        _dns.Delay = (_, _) => Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
        var query = _lookup.QueryAsync("x.example", DnsRecordKind.A, CancellationToken.None).AsTask();
        query.IsCompleted.Should().BeFalse();
        _time.Advance(_options.QueryTimeout);
        (await query).Status.Should().Be(DnsStatus.TimedOut);
    }

    [Fact]
    public async Task Source_that_throws_is_a_server_failure()
    {
        _dns.Delay = (_, _) => Task.FromException(new InvalidDataException("garbage"));
        var answer = await _lookup.QueryAsync("x.example", DnsRecordKind.A, CancellationToken.None);
        answer.Status.Should().Be(DnsStatus.ServerFailure);
        answer.Detail.Should().Be("garbage");
    }
}
